/**
 * Takes the token out of an `Authorization` header: `Bearer <token>`, or Basic with the token as user name and an
 * empty password, as Intercom's own libraries send it.
 */
export function readToken(authorization: string | undefined): string | undefined {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(authorization ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return undefined
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  return pair.length > 1 && pair.indexOf(':') === pair.length - 1 ? pair.slice(0, -1) : undefined
}
