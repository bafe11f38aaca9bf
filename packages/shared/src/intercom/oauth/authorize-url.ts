import type { IntercomHosts } from '../hosts.ts'
import type { Region } from '../region.ts'

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
}

/**
 * The address that sends a browser to Intercom's consent page.
 *
 * `response_type=code` is sent although Intercom does not ask for it: RFC 6749 requires it, and the OAuth
 * libraries in use with Intercom all send it. There is no `scope`, because permissions are check boxes of the
 * app, and no PKCE, because Intercom documents none: sending a challenge that nobody checks would only
 * look like protection.
 *
 * @see RFC 6749 §4.1.1; Intercom, "Setting up OAuth"
 */
export function authorizeUrl({ hosts, region, clientId, redirectUri, state }: AuthorizeUrlInput): string {
  const url = new URL(hosts.authorizeEndpoint(region))
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('state', state)
  return url.href
}
