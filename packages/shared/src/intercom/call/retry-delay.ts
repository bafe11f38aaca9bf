const FIRST_BACK_OFF_MS = 250
const FIRST_JITTER_MS = 1_000

/** What decides how long to wait before another try. */
export interface RetryMoment {
  /** The try that failed, from 1. */
  attempt: number
  /** A number from 0 to below 1, as from `Math.random`. */
  random: number
  /** How long Intercom asked to wait; absent when it asked for nothing. */
  retryAfterMs?: number | undefined
  /** Cap of the back-off when Intercom asked for nothing. */
  retryDelayMaxMs: number
  /** Cap of the wait when Intercom asked for one. */
  rateLimitWaitMaxMs: number
  /** What is left of the call's time. */
  remainingMs: number
}

/**
 * How long to wait before another try, in milliseconds; `undefined` when it would take too long to be worth
 * it. Never over its cap, never before the moment that Intercom named, always within the call's time.
 *
 * Without such a moment: exponential back-off with full jitter (0.25 s, 0.5 s, 1 s … as upper bounds). With
 * one: that moment and up to a second more, doubling with each try, so that the callers of many processes
 * do not come back together.
 */
export function retryDelay(moment: RetryMoment): number | undefined {
  const delayMs =
    moment.retryAfterMs === undefined ? backOff(moment) : afterMoment(moment, moment.retryAfterMs)
  return delayMs === undefined || delayMs >= moment.remainingMs ? undefined : delayMs
}

function backOff({ attempt, random, retryDelayMaxMs }: RetryMoment): number {
  return random * Math.min(retryDelayMaxMs, FIRST_BACK_OFF_MS * 2 ** (attempt - 1))
}

function afterMoment(
  { attempt, random, rateLimitWaitMaxMs }: RetryMoment,
  retryAfterMs: number,
): number | undefined {
  if (retryAfterMs > rateLimitWaitMaxMs) return undefined
  const jitterMs = random * Math.min(rateLimitWaitMaxMs, FIRST_JITTER_MS * 2 ** (attempt - 1))
  return Math.min(retryAfterMs + jitterMs, rateLimitWaitMaxMs)
}
