import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import type { Grants } from '../grants.ts'
import { noteCaller } from '../log-requests.ts'
import { readToken } from '../rest/read-token.ts'
import type { RandomBytes } from '../secret-values.ts'
import { changeAnswer } from './change-answer.ts'
import { makeFraction } from './chance.ts'
import type { Fault } from './fault.ts'
import type { FaultList } from './fault-list.ts'
import { isReplacing, replaceAnswer } from './replace-answer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What strikes this request's answer, once the work is done. */
    fault: Fault | null
  }
}

interface Deps {
  faults: FaultList
  grants: Grants
  clock: Clock
  random: RandomBytes
}

/** Makes the emulated routes fail as told: before the handler runs, or in place of the answer it has made. */
export function applyFaults(app: FastifyInstance, deps: Deps): void {
  const { faults, grants, clock, random } = deps
  app.decorateRequest('fault', null)

  app.addHook('onRequest', (request, reply, done) => {
    const { routeName: route, host } = request.routeOptions.config
    const strike =
      route === undefined ? undefined : faults.take({ route, host, holder: () => holderOf(request, grants) })
    if (strike === undefined) return done()
    const { id, fault } = strike
    if (request.logged !== null) request.logged.fault = { id, kind: fault.kind }
    const jitterMs = fault.jitterMs === 0 ? 0 : Math.round(fault.jitterMs * makeFraction(random))
    const waitMs = fault.latencyMs + jitterMs
    if (waitMs === 0) return beforeHandler(request, reply, { fault, done })
    void wait(waitMs, undefined, { ref: false }).then(() => beforeHandler(request, reply, { fault, done }))
  })

  function beforeHandler(
    request: FastifyRequest,
    reply: FastifyReply,
    { fault, done }: { fault: Fault; done: () => void },
  ): void {
    const skipsEffect = fault.kind === 'rateLimited' || ('effect' in fault && fault.effect === 'skipped')
    if (!skipsEffect) {
      request.fault = fault
      return done()
    }
    if (isSilent(fault)) {
      reply.hijack()
      if (fault.kind === 'reset') request.raw.socket.resetAndDestroy()
      return
    }
    // `null` would go out as JSON here, and in `onSend` nothing else means no body.
    if (isReplacing(fault)) reply.send(replaceAnswer(fault, { reply, clock }) ?? undefined)
  }

  app.addHook('onSend', (request, reply, payload, done) => {
    const { fault } = request
    if (fault === null) return done(null, payload)
    if (isSilent(fault)) {
      noteCaller(request, reply)
      if (fault.kind === 'reset') request.raw.socket.resetAndDestroy()
      // Nothing is ever sent: the request goes away together with its connection.
      return
    }
    if (isReplacing(fault)) return done(null, replaceAnswer(fault, { reply, clock }))
    done(null, changeAnswer(fault, { reply, payload, clock }))
  })
}

function holderOf(request: FastifyRequest, grants: Grants) {
  const token = readToken(request.headers.authorization)
  return token === undefined ? undefined : grants.findToken(token)
}

function isSilent(fault: Fault): fault is Extract<Fault, { kind: 'reset' | 'hang' }> {
  return fault.kind === 'reset' || fault.kind === 'hang'
}
