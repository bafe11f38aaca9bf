import { createHmac, timingSafeEqual } from 'node:crypto'
import { types } from 'node:util'

/** A header's value as Node gives it, where a header sent twice may be a list. */
export type SignatureHeader = string | readonly string[] | undefined

/**
 * What a signature says. `missing` is told apart from `wrong` because Intercom does not document that it signs
 * every kind of notice: who asks decides what an unsigned one is worth.
 */
export type SignatureVerdict = 'valid' | 'missing' | 'wrong'

/** What a signature is held against. */
export interface SignatureCheck {
  /** As it came; a list of one counts as that one, a list of more is wrong. */
  header: SignatureHeader
  /** The app's client secret, and its predecessor while that is still accepted. */
  secrets: readonly [string, ...string[]]
}

/** How one kind of header is made. */
interface Scheme {
  algorithm: 'sha1' | 'sha256'
  /** Stands before the hex digits in the header. */
  prefix: string
}

export function signWith({ algorithm, prefix }: Scheme, body: Uint8Array, secret: string): string {
  return `${prefix}${digest(algorithm, requireBytes(body), secret).toString('hex')}`
}

export function verifyWith(
  scheme: Scheme,
  body: Uint8Array,
  { header, secrets }: SignatureCheck,
): SignatureVerdict {
  const bytes = requireBytes(body)
  // Every secret is tried, so that the time does not tell which one fits.
  const digests = secrets.map((secret) => digest(scheme.algorithm, bytes, secret))
  // Null is what a `Headers` object gives for a missing one, and what is no text comes from callers without types.
  const values: readonly unknown[] = Array.isArray(header) ? header : [header ?? undefined]
  const [value, ...others] = values
  if (value === undefined && others.length === 0) return 'missing'
  if (typeof value !== 'string' || others.length > 0) return 'wrong'
  const hex = value.slice(scheme.prefix.length)
  // The shape is no secret. One spelling only: neither capitals nor spaces.
  const isWellFormed = value.startsWith(scheme.prefix) && /^[0-9a-f]*$/.test(hex)
  const claimed = Buffer.from(isWellFormed ? hex : '', 'hex')
  const fits = digests.map((one) => hex.length === one.length * 2 && equal(one, claimed))
  return fits.includes(true) ? 'valid' : 'wrong'
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}

function digest(algorithm: string, body: Uint8Array, secret: string): Buffer {
  // Anybody can sign with an empty secret.
  if (secret === '') throw new TypeError('a signature needs a secret that is not empty')
  return createHmac(algorithm, secret).update(body).digest()
}

function requireBytes(body: Uint8Array): Uint8Array {
  // Callers in plain JavaScript get past the type.
  if (types.isUint8Array(body)) return body
  throw new TypeError(
    'a signature is over the raw bytes of the body: text or parsed JSON may differ from them',
  )
}
