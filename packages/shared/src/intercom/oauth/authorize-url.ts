import type { IntercomHosts } from '../hosts.ts'
import type { Region } from '../region.ts'
import { intercomProvider, requirePkceAsDescribed } from './provider.ts'
import type { OAuthProvider } from './provider.ts'

/** What one trip to Intercom's consent page needs. */
export interface AuthorizeUrlInput {
  hosts: IntercomHosts
  /** Chooses the consent page's host only; the region that counts is learnt from `/me`. */
  region: Region
  clientId: string
  /** Must equal, character by character, one that is registered in the Developer Hub. */
  redirectUri: string
  /** A fresh random value of this flow; comes back unchanged. */
  state: string
  /** Default: Intercom as documented, without PKCE. */
  provider?: OAuthProvider | undefined
  /** S256 challenge of the flow's verifier: there exactly when the provider's `pkce` is `S256`. */
  codeChallenge?: string | undefined
}

/**
 * The address that sends a browser to Intercom's consent page.
 *
 * `response_type=code` is sent although Intercom does not ask for it: RFC 6749 requires it, and the OAuth
 * libraries in use with Intercom all send it. There is no `scope`, because permissions are check boxes of the
 * app, and a PKCE challenge only where the provider checks it.
 *
 * @throws TypeError when a challenge is missing that the provider needs, or there that it does not take
 * @see RFC 6749 §4.1.1; RFC 7636 §4.3; Intercom, "Setting up OAuth"
 */
export function authorizeUrl(input: AuthorizeUrlInput): string {
  const { hosts, region, clientId, redirectUri, state, provider = intercomProvider, codeChallenge } = input
  requirePkceAsDescribed(provider, 'codeChallenge', codeChallenge)
  const url = new URL(hosts.authorizeEndpoint(region))
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('state', state)
  if (codeChallenge !== undefined) {
    url.searchParams.set('code_challenge', codeChallenge)
    url.searchParams.set('code_challenge_method', 'S256')
  }
  return url.href
}
