import type { FastifyRequest } from 'fastify'

/** First path segments that are never a page of the web app. */
const machinePaths = /^\/(?:api|intercom|assets|docs|healthz|readyz|metrics|openapi\.json)(?:\/|$)/

/** Whether a person's browser asks for a page of the web app, rather than for data, a file or a probe. */
export function isPageRequest(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const accept = request.headers.accept ?? ''
  return accept.includes('text/html') && !machinePaths.test(pathOf(request))
}

/** The path as it was asked for, without the query; `/` for an absolute address or an asterisk. */
function pathOf(request: FastifyRequest): string {
  const target = request.raw.url ?? '/'
  return target.startsWith('/') ? (target.split('?', 1)[0] ?? '/') : '/'
}
