/**
 * The HTML that a written message becomes: text without tags is one paragraph a line, and what has tags stays as it
 * is, hostile ones included. Intercom cleans HTML before it keeps it; how is not documented, so a client must not
 * rely on it.
 */
export function messageHtml(body: string): string {
  if (/<[a-z!/]/i.test(body)) return body
  return body
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('\n')
}
