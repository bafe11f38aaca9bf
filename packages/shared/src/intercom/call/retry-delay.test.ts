import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'
import type { RetryMoment } from './retry-delay.ts'

const anyMs = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.constantFrom(0, 1, 3_600_000, Number.MAX_SAFE_INTEGER),
)
const anyMoment: fc.Arbitrary<RetryMoment> = fc.record({
  attempt: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom(1_025, 1_000_000)),
  random: fc.oneof(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.constant(0)),
  retryAfterMs: fc.option(anyMs, { nil: undefined }),
  retryDelayMaxMs: fc.integer({ min: 1, max: 60_000 }),
  rateLimitWaitMaxMs: fc.integer({ min: 1, max: 60_000 }),
  remainingMs: anyMs,
})

const isWithin = (delayMs: number, { retryAfterMs, ...moment }: RetryMoment) =>
  delayMs >= (retryAfterMs ?? 0) &&
  delayMs <= (retryAfterMs === undefined ? moment.retryDelayMaxMs : moment.rateLimitWaitMaxMs) &&
  delayMs < moment.remainingMs

test('a delay never exceeds its cap, never precedes the reset and always fits the time left', () => {
  fc.assert(
    fc.property(anyMoment, (moment) => {
      const delayMs = retryDelay(moment)
      expect(delayMs === undefined || isWithin(delayMs, moment)).toBe(true)
    }),
  )
})

test('a wait is refused only when it would be too long', () => {
  fc.assert(
    fc.property(anyMoment, (moment) => {
      const isShort = (moment.retryAfterMs ?? 0) <= moment.rateLimitWaitMaxMs
      const remainingMs = Math.max(moment.retryDelayMaxMs, moment.rateLimitWaitMaxMs) + 1
      expect(retryDelay({ ...moment, remainingMs }) !== undefined).toBe(isShort)
    }),
  )
})

const CAPS = { retryDelayMaxMs: 5_000, rateLimitWaitMaxMs: 20_000, remainingMs: 60_000 }

test.each([
  [1, 250],
  [2, 500],
  [3, 1_000],
  [6, 5_000],
])('the back-off before try %d + 1 is spread over up to %d ms', (attempt, upToMs) => {
  expect(retryDelay({ ...CAPS, attempt, random: 0 })).toBe(0)
  expect(retryDelay({ ...CAPS, attempt, random: 0.5 })).toBe(upToMs / 2)
})

test.each([
  ['in the past', 0, 500],
  ['in seven seconds', 7_000, 7_500],
  ['at the cap', 20_000, 20_000],
  ['an hour away', 3_600_000, undefined],
])('a reset %s is waited for with a jitter, or refused', (_when, retryAfterMs, delayMs) => {
  expect(retryDelay({ ...CAPS, attempt: 1, random: 0.5, retryAfterMs })).toBe(delayMs)
})

test('a wait that would outlast the call is refused', () => {
  expect(retryDelay({ ...CAPS, attempt: 1, random: 0.5, retryAfterMs: 9_000, remainingMs: 9_400 })).toBe(
    undefined,
  )
})
