import fastifyPlugin from 'fastify-plugin'
import type { OperationId } from '@latchkey/shared/contract'
import type { HTTPMethods } from 'fastify'
import { AppError } from './app-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is none of the contract's: it only says which methods its address takes. */
    onlyTellsMethods?: boolean
  }
  interface FastifyInstance {
    /** Every route, without those that only tell methods. */
    servedRoutes: ServedRoute[]
  }
}

export interface ServedRoute {
  readonly method: string
  readonly url: string
  /** The operation of the contract it serves. */
  readonly operation: OperationId | undefined
}

const methods: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE']

/** Remembers every route that is added from here on, for `refuseOtherMethods` and for tests. Registered before any route. */
export const routeCollector = fastifyPlugin(
  async (app) => {
    const served: ServedRoute[] = []
    app.decorate('servedRoutes', served)
    app.addHook('onRoute', ({ method, url, config }) => {
      if (config?.onlyTellsMethods === true) return
      for (const each of [method].flat()) served.push({ method: each, url, operation: config?.operation })
    })
  },
  { name: 'route-collector' },
)

/**
 * Answers every other method of a known address: 405 with `Allow`, and OPTIONS with `Allow` alone. Registered after
 * the last route; addresses with a wildcard are left out, as they are not known by themselves.
 *
 * @see RFC 9110 §15.5.6
 */
export const refuseOtherMethods = fastifyPlugin(
  async (app) => {
    const addresses = new Set(app.servedRoutes.map(({ url }) => url))
    for (const url of [...addresses].filter((address) => !address.includes('*'))) {
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
  { name: 'refuse-other-methods', dependencies: ['route-collector'] },
)
