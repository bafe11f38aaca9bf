import fastifyPlugin from 'fastify-plugin'
import type { Headers } from './headers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The address itself may hold a secret: no page after it may learn it from its Referer. */
    secretAddress?: boolean
  }
}

/** Puts the headers of every answer on it before anything else can answer. */
export const headersOnEveryAnswer = fastifyPlugin<{ headers: Headers }>(
  async (app, { headers }) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.headers({ ...headers, 'x-request-id': request.id })
      if (request.routeOptions.config?.secretAddress === true) reply.header('referrer-policy', 'no-referrer')
    })
  },
  { name: 'headers' },
)
