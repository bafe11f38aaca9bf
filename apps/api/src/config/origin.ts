/** True for names and addresses of this machine, in the form that `URL` gives them. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}

/** An origin, or why a text is none. */
export type OriginReading = { kind: 'origin'; url: URL } | { kind: 'refused'; message: string }

/** Reads an address that may hold nothing but scheme, host and port; a slash at its end is forgiven. */
export function readOrigin(text: string): OriginReading {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return { kind: 'refused', message: 'must be a full address such as https://latchkey.example.com' }
  }
  if (url.username !== '' || url.password !== '') {
    return { kind: 'refused', message: 'must not hold a user name or password' }
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || /[?#]/.test(text)) {
    return { kind: 'refused', message: 'must be scheme, host and port only, without a path' }
  }
  if (/[*,;'"\s]/.test(url.host)) return { kind: 'refused', message: 'must name one host, without wildcards' }
  if (url.port === '0') return { kind: 'refused', message: 'must name a port that browsers can reach' }
  return { kind: 'origin', url }
}
