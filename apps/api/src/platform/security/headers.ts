import type { Config } from '#api/config.ts'

/** Headers by name, in lower case. */
export type Headers = Readonly<Record<string, string>>

const hstsSeconds = 31_536_000

/**
 * The headers of every answer, errors and those written to a bare socket included.
 *
 * One table instead of a library's defaults: the answer to a request that was never parsed has no request to run a
 * plugin on, and it needs the same policy. Pages with forms need `same-origin`: under `no-referrer` every browser
 * sends `Origin: null`, which the same-site check refuses.
 *
 * @see CSP Level 3; Fetch, "Origin header"
 */
export function securityHeaders(config: Pick<Config, 'publicUrl' | 'webUrls' | 'https'>): Headers {
  return {
    'content-security-policy': contentSecurityPolicy(config),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    ...(config.https ? { 'strict-transport-security': `max-age=${hstsSeconds}` } : {}),
    'cache-control': 'no-store',
  }
}

function contentSecurityPolicy({ publicUrl, webUrls }: Pick<Config, 'publicUrl' | 'webUrls'>): string {
  const formTargets = ["'self'", ...webUrls.filter((origin) => origin !== publicUrl)]
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action ${formTargets.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}
