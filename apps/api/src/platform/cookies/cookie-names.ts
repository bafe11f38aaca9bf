/** The names of our cookies under one public address, and the attributes they all share. */
export interface CookieNames {
  readonly session: string
  /** The cookie of one flow; `flowId` is made of base64url characters. */
  flow(flowId: string): string
  /** The flow id inside a cookie's name, or `undefined` for any other cookie. */
  flowIdOf(name: string): string | undefined
  readonly attributes: { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean }
}

/**
 * `__Host-` names over https. On http loopback plain names with the port in them: WebKit drops Secure and `__Host-`
 * cookies there, and two servers on one machine share a cookie jar. A plain name is never read under https.
 *
 * Lax, because the callback is a top-level navigation from another site, on which a Strict cookie is not sent.
 *
 * @see RFC 6265bis §4.1.3
 */
export function cookieNames(publicUrl: string): CookieNames {
  const url = new URL(publicUrl)
  const secure = url.protocol === 'https:'
  const prefix = secure ? '__Host-latchkey' : `latchkey_${url.port === '' ? '80' : url.port}`
  const flowPrefix = `${prefix}_flow_`
  return {
    session: `${prefix}_session`,
    flow: (flowId) => flowPrefix + flowId,
    flowIdOf: (name) => (name.startsWith(flowPrefix) ? name.slice(flowPrefix.length) : undefined),
    attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure },
  }
}
