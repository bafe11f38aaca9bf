import fastifyPlugin from 'fastify-plugin'
import type { FastifyRequest } from 'fastify'
import { trustedPeers, type Config } from '#api/config.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { isPageRequest } from './page-request.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers under every host name: a probe asks by address. */
    anyHost?: boolean
  }
}

type HostConfig = Pick<Config, 'publicUrl' | 'webUrls' | 'https' | 'trustProxy'>

/**
 * Answers only under the host names of PUBLIC_URL and WEB_URL, port included.
 *
 * A page asked for under another name, or over http where browsers use https, is redirected to the web app's own
 * address; everything else is refused with 421, so that no cookie or link is ever made for a foreign name.
 *
 * @see RFC 9110 §7.4 and §15.5.20
 */
export const hostCheck = fastifyPlugin<{ config: HostConfig }>(
  async (app, { config }) => {
    const hosts = new Set([config.publicUrl, ...config.webUrls].map((origin) => new URL(origin).host))
    const peerIsTrusted = trustedPeers(config.trustProxy)

    app.addHook('onRequest', async (request, reply) => {
      if (request.routeOptions.config?.anyHost === true) return undefined
      if (request.raw.headersDistinct['host']?.length !== 1) {
        throw new AppError('request.invalid', 'The request does not name exactly one host')
      }
      const known = hosts.has(hostOf(request, config.https))
      if (known && !(config.https && cameOverHttp(request, peerIsTrusted))) return undefined
      if (!isPageRequest(request)) throw new AppError('request.misdirected')
      const target = request.raw.url ?? '/'
      return reply.redirect(`${config.webUrls[0]}${target.startsWith('/') ? target : '/'}`, 302)
    })
  },
  { name: 'host-check', dependencies: ['errors'] },
)

/** The host as `URL` writes it: in lower case and without the scheme's own port. */
function hostOf(request: FastifyRequest, https: boolean): string {
  const address = `${https ? 'https' : 'http'}://${request.host}`
  // Whatever is not host and port alone, such as a name with a user before it, matches nothing.
  return /^[\w.:[\]-]+$/.test(request.host) && URL.canParse(address) ? new URL(address).host : ''
}

/** Only a proxy that we trust can tell; one that says nothing is believed to have ended TLS. */
function cameOverHttp(
  request: FastifyRequest,
  peerIsTrusted: (address: string | undefined) => boolean,
): boolean {
  if (request.headers['x-forwarded-proto'] === undefined) return false
  return peerIsTrusted(request.raw.socket.remoteAddress) && request.protocol === 'http'
}
