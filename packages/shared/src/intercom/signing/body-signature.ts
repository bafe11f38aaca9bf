import { signWith, verifyWith } from './hmac.ts'
import type { SignatureCheck, SignatureVerdict } from './hmac.ts'

const scheme = { algorithm: 'sha256', prefix: '' } as const

/**
 * The value of `X-Body-Signature` that `verifyBody` accepts for exactly these bytes and this secret: 64 hex
 * digits, HMAC-SHA256 with the app's client secret.
 *
 * @throws TypeError when the body is not bytes or the secret is empty
 * @see Intercom, "Canvas Kit" (signing of requests) and "App health check"
 */
export function signBody(body: Uint8Array, secret: string): string {
  return signWith(scheme, body, secret)
}

/**
 * Says whether a health check or an uninstall notice was signed with one of the secrets; compares in constant
 * time and never throws, whatever the header is.
 *
 * `missing` is no refusal by itself: that Intercom signs its uninstall notices is not documented, so an
 * unsigned one may be real. Treat it as a hint to check, never as a command. `body` is as for
 * `verifyWebhook`: the raw bytes.
 *
 * @throws TypeError when the body is not bytes (a string does not compile either) or a secret is empty
 * @see Intercom, "Canvas Kit" (signing of requests) and "App health check"
 */
export function verifyBody(body: Uint8Array, check: SignatureCheck): SignatureVerdict {
  return verifyWith(scheme, body, check)
}
