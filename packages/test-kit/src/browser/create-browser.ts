import { type BrowserCookie, type CookieStore, cookieStore, type RequestOrigin } from './cookie-store.ts'
import { send } from './send.ts'

export type BrowserOptions = {
  /** The origin whose pages this browser shows, such as `http://localhost:3000`. */
  baseUrl: string
  /** A certificate to trust, as PEM: `caPem` of the TLS proxy. */
  caPem?: string
  /** Whether Secure cookies work on http loopback, as in Chromium and Firefox. WebKit drops them, and so do we. */
  secureOnLoopback?: boolean
}

export type BrowserRequest = {
  /** They win over what the browser would send; `undefined` leaves a header out. Lower-case names. */
  headers?: Readonly<Record<string, string | undefined>>
  /** Whether a page of another site (`https://elsewhere.example`) causes the request. */
  crossSite?: boolean
  signal?: AbortSignal
}

export type FetchRequest = BrowserRequest & { method?: string; body?: string | Uint8Array | URLSearchParams }

/** Sends real HTTP as a tab of Chromium would. Paths are relative to `baseUrl`; other URLs work too. */
export type Browser = {
  /** What `fetch(path)` in a page does, with cookies, but a redirect is returned and not followed. */
  fetch(path: string, request?: FetchRequest): Promise<Response>
  /** `fetch` with POST and a JSON body. */
  post(path: string, json: unknown, request?: BrowserRequest): Promise<Response>
  /** A click on a link: a top-level GET navigation. A redirect is returned and not followed. */
  navigate(path: string, request?: BrowserRequest): Promise<Response>
  /** A click on the button of a `<form method="post">`: a top-level POST navigation. */
  submit(path: string, fields: Readonly<Record<string, string>>, request?: BrowserRequest): Promise<Response>
  /** Every cookie kept for the host of `baseUrl`, whatever its path. */
  cookies(): BrowserCookie[]
  cookie(name: string): BrowserCookie | undefined
  /** Keeps a cookie as if `baseUrl` had sent this `Set-Cookie` header. */
  setCookie(header: string): void
  clearCookies(): void
}

const foreignOrigin = 'https://elsewhere.example'
const pageTypes = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

type Kind = {
  method: string
  body: string | Uint8Array | undefined
  from: RequestOrigin
  isNavigation: boolean
  headers: Readonly<Record<string, string | undefined>>
}

/** Makes a browser without cookies. Two of them are two people. */
export function createBrowser({ baseUrl, caPem, secureOnLoopback = false }: BrowserOptions): Browser {
  const base = new URL(baseUrl)
  const store = cookieStore({ secureOnLoopback })
  const keepCookies = (response: Response, url: URL, mayBeSameSite: boolean) => {
    for (const header of response.headers.getSetCookie()) store.keep(header, url, mayBeSameSite)
  }

  const exchange = async (path: string, kind: Kind, request: BrowserRequest): Promise<Response> => {
    const url = new URL(path, base)
    const response = await send({
      url,
      method: kind.method,
      body: kind.body,
      headers: { ...kind.headers, cookie: store.header(url, kind.from), ...request.headers },
      signal: request.signal,
      caPem,
    })
    // A top-level navigation may set any cookie, wherever it came from; a request within a foreign page may not.
    keepCookies(response, url, kind.isNavigation || kind.from === 'same-site')
    return response
  }

  const fetchAs = (path: string, request: FetchRequest): Promise<Response> => {
    const { method = 'GET', crossSite = false } = request
    const isForm = request.body instanceof URLSearchParams
    const tellsOrigin = crossSite || !['GET', 'HEAD'].includes(method)
    const headers = {
      accept: '*/*',
      origin: tellsOrigin ? originOf(base, crossSite) : undefined,
      'content-type': isForm ? 'application/x-www-form-urlencoded;charset=UTF-8' : undefined,
      ...fetchMetadata({ crossSite, mode: 'cors', destination: 'empty' }),
    }
    const body = request.body instanceof URLSearchParams ? request.body.toString() : request.body
    const from = crossSite ? 'cross-site' : 'same-site'
    return exchange(path, { method, body, from, isNavigation: false, headers }, request)
  }

  return {
    fetch: (path, request = {}) => fetchAs(path, request),
    post: (path, json, request = {}) =>
      fetchAs(path, {
        ...request,
        method: 'POST',
        body: JSON.stringify(json),
        headers: { 'content-type': 'application/json', ...request.headers },
      }),
    navigate(path, request = {}) {
      const { crossSite = false } = request
      const headers = navigationHeaders(crossSite)
      const from = crossSite ? 'cross-site-navigation' : 'same-site'
      return exchange(path, { method: 'GET', body: undefined, from, isNavigation: true, headers }, request)
    },
    submit(path, fields, request = {}) {
      const { crossSite = false } = request
      const headers = {
        ...navigationHeaders(crossSite),
        origin: originOf(base, crossSite),
        'content-type': 'application/x-www-form-urlencoded',
      }
      const body = new URLSearchParams(fields).toString()
      const from = crossSite ? 'cross-site' : 'same-site'
      return exchange(path, { method: 'POST', body, from, isNavigation: true, headers }, request)
    },
    ...cookieControls(store, base),
  }
}

type CookieControls = Pick<Browser, 'cookies' | 'cookie' | 'setCookie' | 'clearCookies'>

function cookieControls(store: CookieStore, base: URL): CookieControls {
  return {
    cookies: () => store.list(base),
    cookie: (name) => store.list(base).find((cookie) => cookie.name === name),
    setCookie: (header) => store.keep(header, base, true),
    clearCookies: () => store.clear(),
  }
}

function originOf(base: URL, crossSite: boolean): string {
  return crossSite ? foreignOrigin : base.origin
}

function navigationHeaders(crossSite: boolean): Record<string, string> {
  return {
    accept: pageTypes,
    'upgrade-insecure-requests': '1',
    'sec-fetch-user': '?1',
    ...fetchMetadata({ crossSite, mode: 'navigate', destination: 'document' }),
  }
}

type FetchMetadata = { crossSite: boolean; mode: string; destination: string }

function fetchMetadata({ crossSite, mode, destination }: FetchMetadata): Record<string, string> {
  return {
    'sec-fetch-site': crossSite ? 'cross-site' : 'same-origin',
    'sec-fetch-mode': mode,
    'sec-fetch-dest': destination,
  }
}
