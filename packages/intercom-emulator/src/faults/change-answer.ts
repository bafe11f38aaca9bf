import type { FastifyReply } from 'fastify'
import type { Clock } from '../clock.ts'
import { slowBody, stallingBody, truncatedBody } from './broken-bodies.ts'
import { changeJson } from './change-json.ts'
import type { JsonChange } from './change-json.ts'
import type { Fault } from './fault.ts'

interface Answer {
  reply: FastifyReply
  /** As the route made it: text, nothing, or a stream, which is left as it is. */
  payload: unknown
  clock: Clock
}

/** Changes headers and body of an answer that the route has made; returns what goes out as its body. */
export function changeAnswer(fault: Fault, { reply, payload, clock }: Answer): unknown {
  if (fault.kind === 'clockSkew') skewHeaders(reply, { skewMs: fault.skewMs, clock })
  if (fault.kind === 'wrongRequestId') changeRequestIdHeader(reply, fault.requestId)
  if (typeof payload !== 'string') return payload
  switch (fault.kind) {
    case 'stall':
      return stallingBody(payload)
    case 'slow':
      return slowBody(payload, fault.bytesPerSecond)
    case 'truncated':
      reply.header('content-length', Buffer.byteLength(payload))
      return truncatedBody(payload, reply.request.raw.socket)
    case 'wrongType':
      reply.type(fault.contentType)
      return payload
    case 'wrongGzip':
      reply.header('content-encoding', 'gzip')
      return payload
    default: {
      const change = jsonChangeOf(fault)
      if (change === undefined) return payload
      if (fault.kind === 'changeAnswer' && fault.contentType !== undefined) reply.type(fault.contentType)
      return changeJson(payload, change)
    }
  }
}

function jsonChangeOf(fault: Fault): JsonChange | undefined {
  switch (fault.kind) {
    case 'noToken':
      return { remove: ['token', 'access_token'] }
    case 'meWithoutApp':
      return { remove: ['app'] }
    case 'meUnknownRegion':
      return { set: { 'app.region': 'Atlantis' } }
    case 'oversize':
      return { set: { padding: 'x'.repeat(fault.bytes) } }
    case 'wrongRequestId':
      return fault.requestId === 'absent' ? { remove: ['request_id'] } : undefined
    case 'changeAnswer':
      return fault
    default:
      return undefined
  }
}

function changeRequestIdHeader(reply: FastifyReply, requestId: 'absent' | 'other'): void {
  if (requestId === 'absent') reply.removeHeader('x-request-id')
  else reply.header('x-request-id', [...reply.request.id].toReversed().join(''))
}

const resetHeader = 'x-ratelimit-reset'

function skewHeaders(reply: FastifyReply, { skewMs, clock }: { skewMs: number; clock: Clock }): void {
  reply.header('date', new Date(clock.now() + skewMs).toUTCString())
  const reset = reply.getHeader(resetHeader)
  if (reset !== undefined) reply.header(resetHeader, Number(reset) + Math.round(skewMs / 1000))
}
