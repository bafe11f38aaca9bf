import { createHash, randomBytes } from 'node:crypto'

/** A flow's proof: the verifier stays here until the exchange, its challenge goes with the browser. */
export interface PkcePair {
  /** A secret of this one flow; never in a URL or a log. */
  codeVerifier: string
  /** Tells nothing about the verifier. */
  codeChallenge: string
}

/** A fresh pair: 256 random bits as 43 characters, and their S256 challenge. */
export function createPkcePair(): PkcePair {
  const codeVerifier = randomBytes(32).toString('base64url')
  return { codeVerifier, codeChallenge: codeChallengeOf(codeVerifier) }
}

/**
 * The S256 challenge of a verifier, for a verifier that is derived instead of made by `createPkcePair`.
 *
 * @throws TypeError, without the verifier in it, for anything but 43 to 128 unreserved characters
 * @see RFC 7636 §4.1 and §4.2
 */
export function codeChallengeOf(codeVerifier: string): string {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(codeVerifier)) {
    throw new TypeError('a code verifier has 43 to 128 characters out of A-Z, a-z, 0-9 and -._~')
  }
  return createHash('sha256').update(codeVerifier, 'ascii').digest('base64url')
}
