import { signWith, verifyWith } from './hmac.ts'
import type { SignatureCheck, SignatureVerdict } from './hmac.ts'

const scheme = { algorithm: 'sha1', prefix: 'sha1=' } as const

/**
 * The value of `X-Hub-Signature` that `verifyWebhook` accepts for exactly these bytes and this secret:
 * `sha1=` and 40 hex digits, HMAC-SHA1 with the app's client secret.
 *
 * @throws TypeError when the body is not bytes or the secret is empty
 * @see Intercom, "Webhooks"
 */
export function signWebhook(body: Uint8Array, secret: string): string {
  return signWith(scheme, body, secret)
}

/**
 * Says whether a webhook delivery was signed with one of the secrets; compares in constant time and never
 * throws, whatever the header is.
 *
 * `body` is the request's body as it arrived, byte by byte, before anything parsed it: JSON that was parsed
 * and written again is another text. Check it before reading a word of the body.
 *
 * @throws TypeError when the body is not bytes (a string does not compile either) or a secret is empty
 * @see Intercom, "Webhooks"
 */
export function verifyWebhook(body: Uint8Array, check: SignatureCheck): SignatureVerdict {
  return verifyWith(scheme, body, check)
}
