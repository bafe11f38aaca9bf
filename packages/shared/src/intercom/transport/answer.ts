import * as z from 'zod'
import { IntercomError } from '../intercom-error.ts'
import type { IntercomErrorCode, IntercomErrorDetails } from '../intercom-error.ts'
import type { Answer } from './attempt.ts'
import { headerOf } from './header-of.ts'
import { retryAfterMsOf } from './rate-window.ts'

/** Ids as Intercom writes them; anything else in a message or header may be an echo of something secret. */
const ID = '[0-9a-f]{24}|\\d{1,20}'
const EXISTING_ID = new RegExp(`already exists with id=(${ID})(?![\\w-])`, 'i')
const MERGED_INTO = new RegExp(`<[^<>]*/contacts/(${ID})>\\s*;[^,]*\\brel="?canonical\\b`, 'i')

const errorListSchema = z.looseObject({
  request_id: z.unknown().optional(),
  errors: z.array(z.unknown()).optional().catch(undefined),
})
const errorEntrySchema = z.looseObject({ code: z.string(), message: z.string().nullish().catch(undefined) })

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The answer's body as JSON, or `undefined` when there is none: empty, too large, not UTF-8, not JSON, or
 * declared as something else (a gateway's page).
 */
export function jsonOf(answer: Answer): unknown {
  if (answer.body === undefined || !isDeclaredJson(headerOf(answer, 'content-type'))) return undefined
  try {
    const value: unknown = JSON.parse(decoder.decode(answer.body))
    return value
  } catch {
    return undefined
  }
}

function isDeclaredJson(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType === 'application/json; charset=utf-8') return true
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  return /^application\/(?:[\w.-]+\+)?json$/.test(mediaType)
}

/**
 * What may be told about a refusal: status, request id, Intercom's error code, how long to wait, which thing
 * is meant instead.
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
    requestId: requestIdFrom(envelope?.request_id) ?? requestIdOf(answer),
    intercomCode: entry !== undefined && /^[a-z][a-z0-9_]{0,63}$/.test(entry.code) ? entry.code : undefined,
    retryAfterMs: retryAfterMsOf(answer, now()),
    existingId: answer.status === 409 ? EXISTING_ID.exec(entry?.message ?? '')?.[1] : undefined,
    mergedInto: answer.status === 410 ? MERGED_INTO.exec(headerOf(answer, 'link') ?? '')?.[1] : undefined,
  }
}

/** Intercom's id of the request from the answer's headers, when it looks like one. */
export function requestIdOf(answer: Answer): string | undefined {
  return requestIdFrom(headerOf(answer, 'x-request-id'))
}

/**
 * The error for an answer of the REST API that is not a 2xx.
 *
 * @see Intercom, "HTTP responses" and "Error codes"
 */
export function refusalOf(answer: Answer, now: () => number): IntercomError {
  const details = detailsOf(answer, now)
  const { code, text } = refusalByStatus(answer.status, details.intercomCode)
  const mayHaveHappened = code === 'intercom.unavailable' || code === 'intercom.bad_answer'
  return new IntercomError(code, text, { ...details, mayHaveHappened })
}

function refusalByStatus(
  status: number,
  intercomCode: string | undefined,
): { code: IntercomErrorCode; text: string } {
  if (status === 401) return { code: 'intercom.unauthorized', text: 'Intercom refused the access token' }
  if (status === 402 || status === 403) {
    return { code: 'intercom.forbidden', text: 'Intercom does not allow this app or plan to do that' }
  }
  if (status === 409) return { code: 'intercom.conflict', text: 'Intercom has such a thing already' }
  if (status === 410 && intercomCode === 'contact_merged') {
    return { code: 'intercom.merged', text: 'Intercom merged this contact into another one' }
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

function requestIdFrom(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : undefined
}
