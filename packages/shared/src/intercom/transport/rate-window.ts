import type { Answer } from './attempt.ts'
import { headerOf } from './header-of.ts'

// Windows last 10 seconds; an hour is already beyond belief and still fits any timer.
const WAIT_MS_MAX = 3_600_000
/** Clocks that differ by less are taken to agree: `Date` is in whole seconds, and an answer takes time. */
const SKEW_MS_IGNORED = 2_000

/** What an answer tells about its rate limit window. */
export interface RateWindow {
  limit: number
  remaining: number
  /** Its end as Intercom names it (unix seconds): the same for every answer of the same window. */
  reset: number
  /** Until the window ends, in milliseconds; 0 when it has ended. */
  resetInMs: number
}

/**
 * Reads `X-RateLimit-Limit`, `-Remaining` and `-Reset`; `undefined` unless all three are whole numbers.
 *
 * @see Intercom, "Rate limiting"
 */
export function rateWindowOf(answer: Answer, nowMs: number): RateWindow | undefined {
  const limit = wholeNumber(headerOf(answer, 'x-ratelimit-limit'))
  const remaining = wholeNumber(headerOf(answer, 'x-ratelimit-remaining'))
  const reset = wholeNumber(headerOf(answer, 'x-ratelimit-reset'))
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined
  return { limit, remaining: Math.min(remaining, limit), reset, resetInMs: resetInMsOf(answer, nowMs) ?? 0 }
}

/**
 * How long an answer asks to wait, from the moment of the answer, at most an hour: `Retry-After` (RFC 9110
 * §10.2.3; any status), and for a 429 `X-RateLimit-Reset`; the longer of both, `undefined` when neither is
 * there. Every answer tells when its window ends, but only a 429 means it as a time to wait for.
 */
export function retryAfterMsOf(answer: Answer, nowMs: number): number | undefined {
  const retryAfter = retryAfterHeaderMs(answer, nowMs)
  const reset = answer.status === 429 ? resetInMsOf(answer, nowMs) : undefined
  if (retryAfter === undefined && reset === undefined) return undefined
  return Math.max(retryAfter ?? 0, reset ?? 0)
}

function retryAfterHeaderMs(answer: Answer, nowMs: number): number | undefined {
  const value = headerOf(answer, 'retry-after')
  if (value === undefined) return undefined
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - nowMs
  return Number.isNaN(waitMs) ? undefined : believable(waitMs)
}

/**
 * Until `X-RateLimit-Reset` (unix seconds), by our clock unless the answer's `Date` shows that the two clocks
 * disagree and makes more sense of it.
 */
function resetInMsOf(answer: Answer, nowMs: number): number | undefined {
  const reset = wholeNumber(headerOf(answer, 'x-ratelimit-reset'))
  if (reset === undefined) return undefined
  const byOurClock = reset * 1_000 - nowMs
  const theirNowMs = Date.parse(headerOf(answer, 'date') ?? '')
  const isSkewed = Math.abs(theirNowMs - nowMs) > SKEW_MS_IGNORED
  const byTheirs = reset * 1_000 - theirNowMs
  return believable(isSkewed && byTheirs >= 0 && byTheirs <= WAIT_MS_MAX ? byTheirs : byOurClock)
}

function believable(waitMs: number): number {
  return Math.min(Math.max(0, waitMs), WAIT_MS_MAX)
}

function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined
}
