/** Signatures of what Intercom sends by itself; needs nothing but Node. */
export { signBody, verifyBody } from './body-signature.ts'
export type { SignatureCheck, SignatureHeader, SignatureVerdict } from './hmac.ts'
export { signWebhook, verifyWebhook } from './webhook-signature.ts'
