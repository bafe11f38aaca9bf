/** What a session cookie says: the account whose slot holds the session, and the secret that opens it. */
export interface SessionCookie {
  readonly accountId: string
  readonly secret: string
}

// 128 and 256 random bits in base64url. The shape is checked before any key is built from the text.
const shape = /^([\w-]{22})\.([\w-]{43})$/

/** Reads `<accountId>.<secret>`; `undefined` for any text of another shape. */
export function parseSessionCookie(text: string): SessionCookie | undefined {
  const [, accountId, secret] = shape.exec(text) ?? []
  return accountId === undefined || secret === undefined ? undefined : { accountId, secret }
}

export function formatSessionCookie({ accountId, secret }: SessionCookie): string {
  return `${accountId}.${secret}`
}
