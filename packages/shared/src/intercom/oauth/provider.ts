/** What an OAuth server is able to do and promises, as far as a flow depends on it. */
export interface OAuthProvider {
  /** Who an authorisation response says it is from (`iss`), where it says so. */
  issuer: string
  /**
   * `S256`: every flow proves at the exchange that it is the one that began, or there is no exchange. `off`:
   * no challenge is sent, because one that nobody checks would only look like protection.
   */
  pkce: 'S256' | 'off'
  /** The server says that it puts `iss` into every response, so one without is refused. Default false. */
  sendsIssuer?: boolean
}

/**
 * Intercom as it documents itself. PKCE is off: no page of Intercom's mentions it, and whether a challenge
 * would be checked, ignored or refused is not known; once it is documented, `S256` here is the whole change.
 * Nor is an `iss` documented; one that comes all the same must be this one.
 *
 * @see Intercom, "Setting up OAuth"; RFC 7636; RFC 9207
 */
export const intercomProvider: OAuthProvider = { issuer: 'https://app.intercom.com', pkce: 'off' }

/**
 * Holds the caller to the provider's capability, so that a forgotten verifier can never weaken a flow in
 * silence (PKCE downgrade).
 *
 * @throws TypeError when `S256` is on and the value is absent, or off and it is there
 * @see RFC 9700 §2.1.1
 */
export function requirePkceAsDescribed(
  { pkce }: OAuthProvider,
  name: 'codeChallenge' | 'codeVerifier',
  value: string | undefined,
): void {
  if (pkce === 'S256' && value === undefined) throw new TypeError(`this provider needs a ${name}`)
  if (pkce === 'off' && value !== undefined) throw new TypeError(`this provider takes no ${name}`)
}
