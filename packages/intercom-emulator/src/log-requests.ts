import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from './clock.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import { versionOf } from './rest/check-call.ts'

declare module 'fastify' {
  interface FastifyRequest {
    logged: LoggedRequest | null
  }
}

/** Logs requests to emulated routes as they arrive. */
export function logRequests(app: FastifyInstance, { log, clock }: { log: RequestLog; clock: Clock }): void {
  app.decorateRequest('logged', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const { routeName, host } = request.routeOptions.config
    if (routeName !== undefined && host !== undefined) {
      request.logged = log.add(routeName, {
        id: request.id,
        atMs: clock.now(),
        method: request.method,
        path: routeName.slice(routeName.indexOf('/')),
        host,
      })
    }
    done()
  })
}

/**
 * Notes how a request ended; registered last, so that it sees what faults have made of the answer. The status is there
 * before the first byte of the answer leaves.
 */
export function logAnswers(app: FastifyInstance, log: RequestLog): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { logged } = request
    if (logged !== null) {
      noteCaller(request, reply)
      logged.status = reply.statusCode
      logged.durationMs = Math.round(reply.elapsedTime)
      log.tellChanged(logged)
    }
    done(null, payload)
  })
}

/** Notes whose token a request came with, as far as the checks in front of its route have found out. */
export function noteCaller(request: FastifyRequest, reply: FastifyReply): void {
  const { logged, caller } = request
  if (logged === null || caller === null) return
  logged.workspaceId = caller.workspace.id
  logged.clientId = caller.app.clientId
  logged.apiVersion = versionOf(request) ?? null
  const remaining = reply.getHeader('x-ratelimit-remaining')
  logged.rateLimitRemaining = remaining === undefined ? null : Number(remaining)
}
