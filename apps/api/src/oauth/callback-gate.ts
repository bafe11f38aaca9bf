import type { FastifyRequest } from 'fastify'

/**
 * Whether a request is a person's browser going to a page, as far as it tells: not a prefetch or preview, and not a
 * frame, an image or a script. Browsers that send no such headers pass.
 *
 * A prefetch must not use up a code whose answer nobody sees.
 *
 * @see Fetch Metadata Request Headers
 */
export function isPageNavigation({ headers }: FastifyRequest): boolean {
  const purpose = [headers['sec-purpose'], headers['purpose'], headers['x-moz']].flat().join(' ')
  if (/prefetch|prerender|preview/i.test(purpose)) return false
  const destination = headers['sec-fetch-dest']
  const mode = headers['sec-fetch-mode']
  return (
    (destination === undefined || destination === 'document') && (mode === undefined || mode === 'navigate')
  )
}
