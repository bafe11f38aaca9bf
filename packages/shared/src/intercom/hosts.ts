import type { Region } from './region.ts'

/** The two Intercom addresses of each region; every URL of this package starts with one of them. */
export interface IntercomHosts {
  /** The page that asks the person for consent, e.g. `https://app.eu.intercom.com/oauth`. */
  authorizeEndpoint: (region: Region) => string
  /** Root of the REST API and of the token endpoint, without a trailing slash. */
  apiBase: (region: Region) => string
}

/** Addresses to use instead of Intercom's; each may hold `{region}`. */
export interface IntercomHostOverrides {
  appUrl?: string | undefined
  apiUrl?: string | undefined
}

const APP_BASE = {
  us: 'https://app.intercom.com',
  eu: 'https://app.eu.intercom.com',
  au: 'https://app.au.intercom.com',
  // Unconfirmed by Intercom for the app host, but it is the address that the documentation gives everybody.
  unknown: 'https://app.intercom.com',
} as const satisfies Record<Region, string>

const API_BASE = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
  unknown: 'https://api.intercom.io',
} as const satisfies Record<Region, string>

/**
 * The addresses per region: Intercom's own, or the overrides (an emulator, a proxy).
 *
 * `{region}` in an override becomes `us`, `eu` or `au`. For an unknown region it is removed together with the
 * separator before it (`http://127.0.0.1:4010/{region}` → `http://127.0.0.1:4010`). An override without it
 * serves every region.
 *
 * @throws TypeError naming the override when it is not an https URL (http on loopback), or holds credentials,
 *   a query or a fragment: tokens and the client secret go there.
 * @see Intercom, "REST APIs" (regional hosting)
 */
export function intercomHosts(overrides: IntercomHostOverrides = {}): IntercomHosts {
  const app = basePerRegion('appUrl', overrides.appUrl) ?? APP_BASE
  const api = basePerRegion('apiUrl', overrides.apiUrl) ?? API_BASE
  return {
    authorizeEndpoint: (region) => `${app[region]}/oauth`,
    apiBase: (region) => api[region],
  }
}

/** True for http and https URLs of this machine, the only place where clear-text http is allowed. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname
  // URL parsing has already turned every spelling of an IPv4 address into dotted decimals.
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  )
}

function basePerRegion(
  option: keyof IntercomHostOverrides,
  template: string | undefined,
): Record<Region, string> | undefined {
  if (template === undefined) return undefined
  return {
    us: checkedBase(option, template.replaceAll('{region}', 'us')),
    eu: checkedBase(option, template.replaceAll('{region}', 'eu')),
    au: checkedBase(option, template.replaceAll('{region}', 'au')),
    unknown: checkedBase(option, withoutRegion(template)),
  }
}

function withoutRegion(template: string): string {
  return (
    template
      // At the start of the host there is no separator before it that could go, so the one after it does.
      .replace(/\/\/\{region\}[.-]/, '//')
      .replaceAll(/[./_-]?\{region\}/g, '')
  )
}

function checkedBase(option: keyof IntercomHostOverrides, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) {
    throw new TypeError(`${option} must be an https URL (http is allowed on loopback only)`)
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError(`${option} must not hold credentials, a query or a fragment`)
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
