/** How a notice is signed: with the app's client secret, not at all, or with another secret. */
export type SignatureKind = 'valid' | 'absent' | 'wrong'

/** Nobody was given this secret, so nobody accepts what it signs. */
const otherSecret = 'not the secret of any app'

/** The header to send, or none. */
export function signatureHeader(
  name: string,
  kind: SignatureKind,
  { clientSecret, sign }: { clientSecret: string; sign: (secret: string) => string },
): Record<string, string> {
  if (kind === 'absent') return {}
  return { [name]: sign(kind === 'valid' ? clientSecret : otherSecret) }
}
