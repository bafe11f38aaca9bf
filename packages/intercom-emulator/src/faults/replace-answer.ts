import type { FastifyReply } from 'fastify'
import type { Clock } from '../clock.ts'
import { errorList } from '../rest/error-list.ts'
import type { Fault } from './fault.ts'

const replacingKinds = [
  'status',
  'noEnvelope',
  'rateLimited',
  'html',
  'empty',
  'invalidJson',
  'redirect',
] as const

export type ReplacingFault = Extract<Fault, { kind: (typeof replacingKinds)[number] }>

/** Whether a fault's answer comes in place of the route's own. */
export function isReplacing(fault: Fault): fault is ReplacingFault {
  return replacingKinds.some((kind) => kind === fault.kind)
}

const json = 'application/json; charset=utf-8'

/** Sets status and headers and returns the body that goes out instead; `null` for none. */
export function replaceAnswer(
  fault: ReplacingFault,
  { reply, clock }: { reply: FastifyReply; clock: Clock },
): string | null {
  reply.removeHeader('content-length').removeHeader('content-type')
  switch (fault.kind) {
    case 'status':
      reply.code(fault.status).headers(fault.headers).type(json)
      return JSON.stringify(errorList(reply.request.id, { code: fault.code, message: fault.message }))
    case 'noEnvelope':
      reply.code(fault.status).type(json)
      return JSON.stringify({ status: fault.status, error: 'Something went wrong on the way' })
    case 'rateLimited':
      reply.code(429).headers(rateLimitHeaders(fault, clock)).type(json)
      return JSON.stringify(
        errorList(reply.request.id, {
          code: 'rate_limit_exceeded',
          message: `Exceeded rate limit of ${fault.limit} in 10_seconds`,
        }),
      )
    case 'html':
      reply.code(fault.status).type('text/html; charset=utf-8')
      return '<!doctype html><title>Gateway</title><h1>Something went wrong on the way</h1>'
    case 'empty':
      reply.code(fault.status)
      return null
    case 'invalidJson':
      reply.code(200).type(json)
      return '{"type":"admin","id":'
    case 'redirect':
      reply.code(fault.status).header('location', fault.location)
      return null
  }
}

const windowSeconds = 10

function rateLimitHeaders(
  { limit, reset }: { limit: number; reset: string },
  clock: Clock,
): Record<string, string | number> {
  const spent = { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': 0 }
  const nowSeconds = Math.floor(clock.now() / 1000)
  const windowEndsSeconds = (Math.floor(nowSeconds / windowSeconds) + 1) * windowSeconds
  switch (reset) {
    case 'window':
      return { ...spent, 'x-ratelimit-reset': windowEndsSeconds }
    case 'past':
      return { ...spent, 'x-ratelimit-reset': nowSeconds - 60 }
    case 'hourAhead':
      return { ...spent, 'x-ratelimit-reset': nowSeconds + 3600 }
    case 'retryAfter':
      return { ...spent, 'retry-after': windowEndsSeconds - nowSeconds }
    default:
      return spent
  }
}
