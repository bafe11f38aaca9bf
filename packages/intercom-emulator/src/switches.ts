interface Switch<Value extends string | number | boolean> {
  /** The first one is the default. */
  values: readonly [Value, ...Value[]]
  about: string
}

function oneOf<const Value extends string | number | boolean>(
  about: string,
  ...values: [Value, ...Value[]]
): Switch<Value> {
  return { about, values }
}

/**
 * Everything that Intercom does and does not document, as a choice. The default is the likeliest answer, not a fact:
 * an integration must work under every value.
 */
export const switchCatalogue = {
  denyParameters: oneOf(
    'What the redirect carries when a person cancels',
    'error',
    'errorAndDescription',
    'stateOnly',
    'nothing',
  ),
  authoriseHosts: oneOf(
    'Whether the routing (US) consent host offers the workspaces of every region',
    'routingOffersAll',
    'ownRegionOnly',
  ),
  issuer: oneOf(
    'Whether the redirect names its sender in iss (RFC 9207), and whom',
    'absent',
    'sent',
    'foreign',
  ),
  pkce: oneOf(
    'Whether a code challenge is let through unread, demanded (S256) and checked at the exchange, or refused',
    'ignored',
    'required',
    'refused',
  ),
  codeRegions: oneOf(
    'Whether a regional token endpoint takes a code of another region',
    'any',
    'ownRegionOnly',
  ),
  reusedCodeStatus: oneOf('Status for a code that was used before', 401, 400),
  expiredCodeStatus: oneOf('Status for a code older than five minutes', 401, 400),
  refusedClientStatus: oneOf('Status for an unknown client id or a wrong secret', 401, 400),
  tokenAnswer: oneOf('Which names the token answer uses', 'both', 'tokenOnly', 'accessTokenOnly'),
  reauthorisingRevokesPrevious: oneOf(
    'Whether a new token ends the earlier ones of the same admin and app',
    false,
    true,
  ),
  regionStrings: oneOf('How /me spells the region: Europe, EU or United States', 'seen', 'short', 'long'),
  emailVerified: oneOf(
    'What /me says in email_verified',
    'seeded',
    'alwaysTrue',
    'alwaysFalse',
    'null',
    'missing',
  ),
  missingPermissionAnswer: oneOf('How a call without the permission for it is refused', 401, 403),
  wrongRegionAnswer: oneOf(
    'What a regional API host answers for a token of another region',
    '401',
    '403',
    'served',
  ),
  missingAccept: oneOf('What a call without an Accept header gets', '406', 'served'),
  errorAfterUninstall: oneOf(
    'Error code for a token whose app was uninstalled',
    'token_revoked',
    'unauthorized',
  ),
  perPageAboveMax: oneOf('What a per_page above 150 gets: a refusal, or 150 items', 'refused', 'capped'),
  companiesPerPage: oneOf('How lists of companies give per_page back', 'number', 'text'),
  missingEmail: oneOf('What a contact without an e-mail address has in email', 'emptyText', 'null'),
  archivedContact: oneOf('What reading an archived contact gets', 'notFound', 'served'),
  searchIndexDelay: oneOf(
    'How long a created contact stays unknown to searches: not at all, or two minutes',
    'none',
    'minutes',
  ),
  uninstallSignature: oneOf(
    'X-Body-Signature on an uninstall notice: none, the HMAC-SHA256 of the body, or one made with another secret',
    'absent',
    'sha256',
    'wrong',
  ),
  uninstallAnswer: oneOf('What a successful uninstall answers', 'emptyObject', 'emptyBody', 'noContent'),
} satisfies Record<string, Switch<string | number | boolean>>

type Catalogue = typeof switchCatalogue
export type SwitchName = keyof Catalogue
export type Switches = { [Name in SwitchName]: Catalogue[Name]['values'][number] }

export function defaultSwitches(): Switches {
  const defaults = Object.entries(switchCatalogue).map(([name, { values }]) => [name, values[0]])
  // Built from the very catalogue that the type is derived from.
  return Object.fromEntries(defaults) as Switches
}

/** Reads changed switches from outside; says in one sentence what is wrong with them, else returns them. */
export function parseSwitches(
  input: unknown,
): { ok: true; switches: Partial<Switches> } | { ok: false; problem: string } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, problem: 'Send an object of switch names and values' }
  }
  for (const [name, value] of Object.entries(input)) {
    if (!Object.hasOwn(switchCatalogue, name)) {
      return {
        ok: false,
        problem: `There is no switch "${name}": ${Object.keys(switchCatalogue).join(', ')}`,
      }
    }
    const values: readonly unknown[] = switchCatalogue[name as SwitchName].values
    if (!values.includes(value)) {
      return { ok: false, problem: `The switch "${name}" takes ${values.map(String).join(', ')}` }
    }
  }
  // Every name and value was just compared with the catalogue.
  return { ok: true, switches: input }
}
