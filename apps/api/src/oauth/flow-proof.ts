import { createHmac } from 'node:crypto'
import { codeChallengeOf, type OAuthProvider } from '@latchkey/shared/intercom'

/**
 * A flow's PKCE verifier, derived from the secret in its cookie: nothing stores it, and only the browser that began the
 * flow can bring it back. The flow's record holds another digest of the secret, which does not lead here.
 */
export function codeVerifierOf(secret: string): string {
  return createHmac('sha256', secret).update('latchkey flow: PKCE code verifier').digest('base64url')
}

/** What goes to Intercom with the browser, where the provider checks it. */
export function startProof(provider: OAuthProvider, secret: string): { codeChallenge?: string } {
  return provider.pkce === 'off' ? {} : { codeChallenge: codeChallengeOf(codeVerifierOf(secret)) }
}

/** What goes with the code. */
export function exchangeProof(provider: OAuthProvider, secret: string): { codeVerifier?: string } {
  return provider.pkce === 'off' ? {} : { codeVerifier: codeVerifierOf(secret) }
}
