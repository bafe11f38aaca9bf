import { createHash, timingSafeEqual } from 'node:crypto'

/** Gives `size` random bytes; a test passes its own to know what comes out. */
export type RandomBytes = (size: number) => Uint8Array

/**
 * Makes an authorisation code: base64, of three lengths, so that a third each ends in nothing, `=` and `==`
 * (Intercom, "Setting up OAuth", warns that codes may end in `=`).
 */
export function makeCode(random: RandomBytes): string {
  const [lengthChoice = 0] = random(1)
  return Buffer.from(random(30 + (lengthChoice % 3))).toString('base64')
}

/** Makes a token in the form that Intercom's samples show: base64 of `tok:<uuid>:1:0`. */
export function makeToken(random: RandomBytes): string {
  return Buffer.from(`tok:${makeUuid(random)}:1:0`).toString('base64')
}

export function makeUuid(random: RandomBytes): string {
  const hex = Buffer.from(random(16)).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

/** The form in which codes and tokens are kept: whoever reads the memory or the state file cannot use it. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares in a time that tells nothing about where two values differ, whatever their lengths. */
export function equalSecrets(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(fingerprint(left)), Buffer.from(fingerprint(right)))
}
