import { Cookie, CookieJar } from 'tough-cookie'

/** A cookie as a browser's developer tools show it. */
export type BrowserCookie = {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly httpOnly: boolean
  readonly secure: boolean
  readonly sameSite: 'strict' | 'lax' | 'none'
  /** `undefined` for a cookie that ends with the browser's session. */
  readonly expiresAt: Date | undefined
}

/**
 * How a request came about, which decides over cookies: by a page of the same site, by a top-level GET navigation
 * from another site, or by another site in any other way.
 */
export type RequestOrigin = 'same-site' | 'cross-site-navigation' | 'cross-site'

const sendContext = { 'same-site': 'strict', 'cross-site-navigation': 'lax', 'cross-site': 'none' } as const

export type CookieStore = {
  /** The value of the `Cookie` header, or `undefined` without any cookie to send. */
  header(url: URL, from: RequestOrigin): string | undefined
  /** Keeps what a `Set-Cookie` header says, unless a browser would refuse it. */
  keep(setCookie: string, url: URL, mayBeSameSite: boolean): void
  list(url: URL): BrowserCookie[]
  clear(): void
}

// Chromium's limit for name and value together.
const nameAndValueCharactersMax = 4_096

/**
 * Keeps cookies by the rules of RFC 6265bis, and where browsers differ, by the strictest: with
 * `secureOnLoopback: false`, Secure cookies exist on https only, as in WebKit.
 */
export function cookieStore({ secureOnLoopback }: { secureOnLoopback: boolean }): CookieStore {
  const jar = new CookieJar(undefined, { allowSecureOnLocal: secureOnLoopback, prefixSecurity: 'strict' })
  return {
    header(url, from) {
      const header = jar.getCookieStringSync(url.href, { sameSiteContext: sendContext[from] })
      return header === '' ? undefined : header
    },
    keep(setCookie, url, mayBeSameSite) {
      const cookie = Cookie.parse(setCookie)
      if (cookie === undefined) return
      if (cookie.key.length + cookie.value.length > nameAndValueCharactersMax) return
      // A cookie that names no SameSite is Lax; the jar would send it everywhere.
      cookie.sameSite ??= 'lax'
      if (cookie.sameSite === 'none' && !cookie.secure) return
      jar.setCookieSync(cookie, url.href, {
        sameSiteContext: mayBeSameSite ? 'strict' : 'none',
        // A browser refuses in silence.
        ignoreError: true,
      })
    },
    list: (url) => jar.getCookiesSync(url.href, { allPaths: true }).map(describe),
    clear: () => jar.removeAllCookiesSync(),
  }
}

function describe(cookie: Cookie): BrowserCookie {
  const { sameSite } = cookie
  return {
    name: cookie.key,
    value: cookie.value,
    path: cookie.path ?? '/',
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: sameSite === 'strict' || sameSite === 'none' ? sameSite : 'lax',
    expiresAt: cookie.expiryDate(),
  }
}
