import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * SHA-256 of a text as 43 characters of base64url: what is stored or put in a key in place of a secret.
 *
 * Enough for secrets of 128 random bits and more, which cannot be guessed from their digest; never for passwords.
 */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Compares two texts in a time that does not depend on where they differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(left).digest(),
    createHash('sha256').update(right).digest(),
  )
}
