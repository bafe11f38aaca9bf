const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
}

/**
 * What is left of HTML for `display_as=plaintext`: blocks become lines, list entries get a dash, and a link shows its
 * address behind its text, as `label (url)` (Intercom, "Retrieve a conversation"). For showing, not for cleaning:
 * whatever was text stays text.
 */
export function plainText(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[^>]*>.*?<\/\1\s*>/gis, '')
    .replaceAll(/<a\b[^>]*\bhref\s*=\s*"([^"]*)"[^>]*>(.*?)<\/a\s*>/gis, '$2 ($1)')
    .replaceAll(/<li\b[^>]*>/gi, '- ')
    .replaceAll(/<\/(p|div|li|ul|ol|h\d|tr)\s*>|<br\b[^>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z!][^>]*>?/gi, '')
    .replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,8});/gi, (whole, name: string) => decoded(name) ?? whole)
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
}

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? entities[name] : undefined
  const isHex = name[1] === 'x' || name[1] === 'X'
  const codePoint = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
  return codePoint <= 0x10_ffff ? String.fromCodePoint(codePoint) : undefined
}
