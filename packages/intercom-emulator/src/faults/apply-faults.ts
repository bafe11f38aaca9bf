import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { errorList } from '../rest/error-list.ts'
import { changeJson, changeOf } from './change-answer.ts'
import type { Fault } from './fault.ts'
import type { FaultList } from './fault-list.ts'
import { stallingBody } from './stalling-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    fault: Fault | null
  }
}

/** Makes the emulated routes fail as told: before the handler runs, or in place of the answer it has made. */
export function applyFaults(app: FastifyInstance, faults: FaultList): void {
  app.decorateRequest('fault', null)

  app.addHook('onRequest', async (request, reply) => {
    const { routeName } = request.routeOptions.config
    const fault = routeName === undefined ? undefined : faults.take(routeName)
    if (fault === undefined) return
    if (fault.latencyMs > 0) await wait(fault.latencyMs, undefined, { ref: false })
    if (!('effect' in fault) || fault.effect === 'done') {
      request.fault = fault
      return
    }
    if (isSilent(fault)) {
      reply.hijack()
      if (fault.kind === 'reset') request.raw.socket.resetAndDestroy()
      return
    }
    // `null` would go out as JSON here, and in `onSend` nothing else means no body.
    return reply.send(replaceAnswer(fault, reply, request.id) ?? undefined)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { fault } = request
    if (fault === null) return payload
    if (isSilent(fault)) {
      if (fault.kind === 'reset') request.raw.socket.resetAndDestroy()
      // Nothing is ever sent; the promise goes away together with the connection.
      return new Promise<never>(() => {})
    }
    if ('effect' in fault) return replaceAnswer(fault, reply, request.id)
    if (typeof payload !== 'string') return payload
    if (fault.kind === 'stall') return stallingBody(payload)
    const change = changeOf(fault)
    if (change === undefined) return payload
    if (change.contentType !== undefined) reply.type(change.contentType)
    return changeJson(payload, change)
  })
}

type SilentFault = Extract<Fault, { kind: 'reset' | 'hang' }>
type ReplacingFault = Exclude<Extract<Fault, { effect: unknown }>, SilentFault>

function isSilent(fault: Fault): fault is SilentFault {
  return fault.kind === 'reset' || fault.kind === 'hang'
}

/** Sets status and headers and returns the body that goes out instead; `null` for none. */
function replaceAnswer(fault: ReplacingFault, reply: FastifyReply, requestId: string): string | null {
  reply.removeHeader('content-length').removeHeader('content-type')
  switch (fault.kind) {
    case 'status':
      reply.code(fault.status).headers(fault.headers).type('application/json; charset=utf-8')
      return JSON.stringify(errorList(requestId, { code: fault.code, message: fault.message }))
    case 'html':
      reply.code(fault.status).type('text/html; charset=utf-8')
      return '<!doctype html><title>Gateway</title><h1>Something went wrong on the way</h1>'
    case 'empty':
      reply.code(fault.status)
      return null
    case 'invalidJson':
      reply.code(200).type('application/json; charset=utf-8')
      return '{"type":"admin","id":'
    case 'redirect':
      reply.code(fault.status).header('location', fault.location)
      return null
  }
}
