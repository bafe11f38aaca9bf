import fastifyPlugin from 'fastify-plugin'
import type { FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked all the time by machines: its log line is a debug one. */
    quiet?: boolean
  }
}

/** Writes one line for each finished request. The route's template is logged and never the address, which may hold a code. */
export const requestLog = fastifyPlugin(
  async (app) => {
    app.addHook('onResponse', async (request, reply) => logFinished(request, reply))
  },
  { name: 'request-log' },
)

/** The line for a finished request; `code` says why it was refused, `aborted` that nobody waited for the answer. */
export function logFinished(request: FastifyRequest, reply: FastifyReply): void {
  const line = {
    event: 'request',
    method: request.method,
    route: request.routeOptions.url ?? null,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    ...(request.problemCode === undefined ? {} : { code: request.problemCode }),
    ...(reply.raw.writableFinished ? {} : { aborted: true }),
  }
  if (request.routeOptions.config?.quiet === true) request.log.debug(line, 'request finished')
  else request.log.info(line, 'request finished')
}
