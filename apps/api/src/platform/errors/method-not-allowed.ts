import fastifyPlugin from 'fastify-plugin'
import type { HTTPMethods } from 'fastify'
import { AppError } from './app-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is none of the contract's: it only says which methods its address takes. */
    onlyTellsMethods?: boolean
  }
  interface FastifyInstance {
    /** Every address that has a route. */
    knownAddresses: Set<string>
  }
}

const methods: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE']

/** Remembers every address that gets a route from here on, for `refuseOtherMethods`. Registered before any route. */
export const addressCollector = fastifyPlugin(
  async (app) => {
    const addresses = new Set<string>()
    app.decorate('knownAddresses', addresses)
    app.addHook('onRoute', (route) => {
      addresses.add(route.url)
    })
  },
  { name: 'address-collector' },
)

/**
 * Answers every other method of a known address: 405 with `Allow`, and OPTIONS with `Allow` alone. Registered after
 * the last route; addresses with a wildcard are left out, as they are not known by themselves.
 *
 * @see RFC 9110 §15.5.6
 */
export const refuseOtherMethods = fastifyPlugin(
  async (app) => {
    for (const url of [...app.knownAddresses].filter((address) => !address.includes('*'))) {
      const taken = methods.filter((method) => app.hasRoute({ method, url }))
      const allow = [...taken, 'OPTIONS'].toSorted().join(', ')
      app.route({
        method: methods.filter((method) => !taken.includes(method)),
        url,
        config: { onlyTellsMethods: true },
        // Before the body is read, and after the rate limit.
        preParsing: async (_request, reply) => {
          reply.header('allow', allow)
          throw new AppError('request.method_not_allowed')
        },
        handler: () => undefined,
      })
      if (app.hasRoute({ method: 'OPTIONS', url })) continue
      app.route({
        method: 'OPTIONS',
        url,
        config: { onlyTellsMethods: true },
        handler: async (_request, reply) => reply.code(204).header('allow', allow).send(),
      })
    }
  },
  { name: 'refuse-other-methods', dependencies: ['address-collector'] },
)
