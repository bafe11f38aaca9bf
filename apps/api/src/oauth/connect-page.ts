/**
 * The page that answers the form: it goes on to Intercom by itself, and by a link where it does not.
 *
 * A page and not a redirect, because browsers hold every hop of a form's redirects against `form-action`, and where
 * Intercom redirects on its own way is not ours to list.
 */
export function connectPage(authorizeUrl: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg">
<title>Taking you to Intercom… – Latchkey</title>
</head>
<body>
<main>
<h1>Taking you to Intercom…</h1>
<p>You come back here when you are done. <a href="${escapeHtml(authorizeUrl)}" rel="noreferrer">Go on to Intercom</a></p>
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
