import { defaultReturnTo, limits, type ErrorCode } from '@latchkey/shared/contract/plain'

/** Only for reading a path as a browser would; never asked. */
const anywhere = 'https://latchkey.invalid'

/** What a callback adds to a path; never taken from whoever started the flow. */
const resultParameters = ['connected', 'connect_error', 'request_id']

/**
 * The path of ours to come back to, or the default for anything that is none: another site in whatever spelling,
 * our own API, control characters, or more than 2,048 characters.
 *
 * @see RFC 9700 §4.11.1
 */
export function safeReturnTo(text: string | undefined): string {
  if (text === undefined || text.length > limits.returnToMax) return defaultReturnTo
  // Browsers drop tabs and line breaks from addresses and read a backslash as a slash.
  if (!text.startsWith('/') || /[\p{Cc}\p{Cf}\\\s]/u.test(text) || leavesSite(text)) return defaultReturnTo
  const url = new URL(text, anywhere)
  for (const name of resultParameters) url.searchParams.delete(name)
  return url.pathname + url.search + url.hash
}

function leavesSite(text: string): boolean {
  if (!URL.canParse(text, anywhere)) return true
  const { origin, pathname } = new URL(text, anywhere)
  const decoded = decodedPath(pathname)
  return (
    origin !== anywhere ||
    decoded === undefined ||
    /^\/[/\\]|^\/(api|intercom)(\/|$)|[\p{Cc}\\]/u.test(decoded)
  )
}

/** The path with every layer of percent-encoding taken off; `undefined` when it cannot be decoded. */
function decodedPath(pathname: string): string | undefined {
  let path = pathname
  for (let layers = 0; layers < 5; layers += 1) {
    let next: string
    try {
      next = decodeURIComponent(path)
    } catch {
      return undefined
    }
    if (next === path) return path
    path = next
  }
  return undefined
}

/** How a flow ended, as the web app reads it from the address. Forgeable, so the web app asks the API before it believes it. */
export type FlowResult = { connected: string } | { connect_error: ErrorCode; request_id: string }

/** Puts a result into a path that came from `safeReturnTo`. */
export function withResult(returnTo: string, result: FlowResult): string {
  const url = new URL(returnTo, anywhere)
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value)
  return url.pathname + url.search + url.hash
}
