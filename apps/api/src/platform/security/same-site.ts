import fastifyPlugin from 'fastify-plugin'
import type { FastifyRequest } from 'fastify'
import type { Config } from '#api/config.ts'
import { AppError } from '#api/platform/errors/index.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets a request that may change something pass only if a page of ours sent it, before any write or cookie.
 *
 * `Sec-Fetch-Site: same-origin` proves it. With `same-site`, or from a browser too old to say, the Origin has to be
 * one of ours, letter by letter; everything else, `none` and `null` included, is 403.
 *
 * @see Fetch Metadata Request Headers, "Sec-Fetch-Site"; RFC 6454 §7
 */
export const sameSite = fastifyPlugin<{ config: Pick<Config, 'publicUrl' | 'webUrls'> }>(
  async (app, { config }) => {
    const origins = new Set([config.publicUrl, ...config.webUrls])
    app.addHook('onRequest', async (request) => {
      if (!safeMethods.has(request.method) && !isOurs(request, origins)) {
        throw new AppError('request.cross_site')
      }
    })
  },
  { name: 'same-site', dependencies: ['errors'] },
)

function isOurs(request: FastifyRequest, origins: ReadonlySet<string>): boolean {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return true
  if (site !== undefined && site !== 'same-site') return false
  return request.headers.origin !== undefined && origins.has(request.headers.origin)
}
