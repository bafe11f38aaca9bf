import { z } from 'zod'
import { IntercomError } from '../intercom-error.ts'
import type { IntercomErrorCode, IntercomErrorDetails } from '../intercom-error.ts'
import type { Answer } from './send-request.ts'

// Rate-limit windows last 10 seconds; an hour is already beyond belief and still fits any timer.
const RETRY_AFTER_MS_MAX = 3_600_000

const errorListSchema = z.looseObject({
  request_id: z.unknown(),
  errors: z.array(z.unknown()).optional().catch(undefined),
})
const errorEntrySchema = z.looseObject({ code: z.string() })

/**
 * The answer's body as JSON, or `undefined` when there is none: empty, too large, not UTF-8, not JSON, or
 * declared as something else (a gateway's page).
 */
export function jsonOf(answer: Answer): unknown {
  const mediaType = headerOf(answer, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== undefined && !/^application\/(?:[\w.-]+\+)?json$/.test(mediaType)) return undefined
  if (answer.body === undefined) return undefined
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body))
    return value
  } catch {
    return undefined
  }
}

/**
 * What may be told about a refusal: status, request id, Intercom's error code, how long to wait.
 *
 * Intercom's error list is read where there is one; it is not guaranteed on every failure. Texts of the
 * answer are never kept, and ids and codes only when they look like ones, so that nothing echoed by a
 * server gets into a log.
 */
export function detailsOf(answer: Answer, now: () => number): IntercomErrorDetails {
  const envelope = errorListSchema.safeParse(jsonOf(answer)).data
  const entry = errorEntrySchema.safeParse(envelope?.errors?.[0]).data
  return {
    status: answer.status,
    requestId: requestIdFrom(envelope?.request_id) ?? requestIdFrom(headerOf(answer, 'x-request-id')),
    intercomCode: entry !== undefined && /^[a-z][a-z0-9_]{0,63}$/.test(entry.code) ? entry.code : undefined,
    retryAfterMs: retryAfterMs(answer, now),
  }
}

/**
 * The error for an answer of the REST API that is not a 2xx.
 *
 * @see Intercom, "HTTP responses" and "Error codes"
 */
export function refusalOf(answer: Answer, now: () => number): IntercomError {
  const { code, text } = refusalByStatus(answer.status)
  return new IntercomError(code, text, detailsOf(answer, now))
}

function refusalByStatus(status: number): { code: IntercomErrorCode; text: string } {
  if (status === 401) return { code: 'intercom.unauthorized', text: 'Intercom refused the access token' }
  if (status === 402 || status === 403) {
    return { code: 'intercom.forbidden', text: 'Intercom does not allow this app or plan to do that' }
  }
  if (status === 404 || status === 410)
    return { code: 'intercom.not_found', text: 'Intercom has no such thing' }
  if (status === 429) return { code: 'intercom.rate_limited', text: 'Intercom asks to slow down' }
  if (status === 408 || (status >= 500 && status <= 599)) {
    return { code: 'intercom.unavailable', text: 'Intercom could not do it right now' }
  }
  if (status >= 400 && status <= 499)
    return { code: 'intercom.invalid', text: 'Intercom refused the request' }
  return { code: 'intercom.bad_answer', text: 'Intercom answered with an unexpected status' }
}

/** The longer of `X-RateLimit-Reset` (unix seconds; what Intercom sends) and `Retry-After` (RFC 9110 §10.2.3). */
function retryAfterMs(answer: Answer, now: () => number): number | undefined {
  const waits: number[] = []
  const retryAfter = headerOf(answer, 'retry-after')
  if (retryAfter !== undefined) {
    waits.push(/^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now())
  }
  const isAskedToWait = answer.status === 429
  const reset = headerOf(answer, 'x-ratelimit-reset')
  // Every answer tells when its window ends; only a 429 means it as a time to wait for.
  if (isAskedToWait && reset !== undefined && /^\d+$/.test(reset)) waits.push(Number(reset) * 1_000 - now())
  const known = waits.filter((wait) => !Number.isNaN(wait))
  if (known.length === 0) return undefined
  return Math.min(Math.max(0, ...known), RETRY_AFTER_MS_MAX)
}

function requestIdFrom(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : undefined
}

function headerOf(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name]
  return Array.isArray(value) ? value[0] : value
}
