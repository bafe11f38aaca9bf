import { fakeClock } from '@latchkey/test-kit'
import type { FakeClock } from '@latchkey/test-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createIntercomClient } from '../client.ts'
import { failureOf } from '../testing/failure-of.ts'
import { simulateIntercom } from '../testing/simulated-intercom.ts'
import { openCutoff } from '../transport/cutoff.ts'
import { createRateBudget } from './rate-budget.ts'

const WINDOW_MS = 10_000
const onClock = (clock: FakeClock) => ({
  now: () => clock.now(),
  sleep: (ms: number, options: { signal: AbortSignal }) => clock.sleep(ms, options),
})
const PATIENT = { timeoutMs: 600_000, rateLimitWaitMaxMs: 600_000, connectTimeoutMs: 600_000 }

test('50 callers against 20 calls a window never get a 429 and end in about the fewest windows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        startMs: fc.integer({ min: 0, max: WINDOW_MS - 1 }),
        latencies: fc.infiniteStream(fc.integer({ min: 1, max: 150 })),
        randoms: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        callers: fc.constantFrom(50, 21, 20),
        clients: fc.integer({ min: 1, max: 3 }),
      }),
      async ({ startMs, latencies, randoms, callers, clients }) => {
        const clock = fakeClock(1_800_000_000_000 + startMs)
        const next = <Value>(stream: Iterator<Value, Value>) => stream.next().value
        const intercom = simulateIntercom(clock, {
          limit: 20,
          latencyMs: () => next(latencies),
          random: () => next(randoms),
        })
        const budget = createRateBudget({ ...onClock(clock), random: () => next(randoms) })
        const each = Array.from({ length: clients }, () =>
          createIntercomClient({ ...intercom.options, ...PATIENT, budget }),
        )
        const calls = Array.from({ length: callers }, async (_, index) => each[index % clients]?.me())
        const answers = await intercom.run(Promise.all(calls))
        expect(answers).toHaveLength(callers)
        expect(intercom.refusals).toBe(0)
        expect(intercom.requests).toHaveLength(callers)
        const windows = Math.ceil((clock.now() - 1_800_000_000_000) / WINDOW_MS)
        expect(windows).toBeLessThanOrEqual(Math.ceil(callers / 20) + 1)
      },
    ),
    { numRuns: 100 },
  )
}, 60_000)

describe('a client without other callers', () => {
  test('is not held back while much of the window is left', async () => {
    const clock = fakeClock(1_800_000_000_000)
    const intercom = simulateIntercom(clock, { limit: 100 })
    const client = createIntercomClient(intercom.options)
    for (let call = 0; call < 50; call += 1) await intercom.run(client.me())
    expect(clock.now() - 1_800_000_000_000).toBeLessThan(50 * 200)
    expect(intercom.refusals).toBe(0)
  })

  test('spreads the last fifth of a window over its rest', async () => {
    const clock = fakeClock(1_800_000_000_000)
    const starts: number[] = []
    const intercom = simulateIntercom(clock, { limit: 20, latencyMs: () => 1 })
    const client = createIntercomClient({
      ...intercom.options,
      hooks: { onAttempt: () => void starts.push(clock.now() - 1_800_000_000_000) },
    })
    const calls = Array.from({ length: 20 }, () => client.me())
    await intercom.run(Promise.all(calls))
    expect(starts.filter((startMs) => startMs < 1_000).length).toBeGreaterThanOrEqual(15)
    expect(starts.at(-1)).toBeGreaterThan(6_000)
    expect(starts.at(-1)).toBeLessThan(10_000)
  })

  test('is told how much is left', async () => {
    const clock = fakeClock(1_800_000_000_000)
    const intercom = simulateIntercom(clock, { limit: 20 })
    const budget = createRateBudget(onClock(clock))
    expect(budget.remaining).toBeUndefined()
    await intercom.run(createIntercomClient({ ...intercom.options, budget }).me())
    expect(budget.remaining).toBe(19)
    await clock.advance(11_000)
    expect(budget.remaining).toBe(20)
  })
})

describe('headers that make no sense', () => {
  test.each([
    ['are missing', () => ({})],
    ['are no numbers', (standard: object) => ({ ...standard, 'x-ratelimit-remaining': 'many' })],
    ['name a reset in the past', (standard: object) => ({ ...standard, 'x-ratelimit-reset': '1700000000' })],
  ])('hold nobody back when they %s', async (_how, headers) => {
    const clock = fakeClock(1_800_000_000_000)
    const intercom = simulateIntercom(clock, { limit: 1_000, headers })
    const client = createIntercomClient(intercom.options)
    await intercom.run(Promise.all(Array.from({ length: 100 }, () => client.me())))
    expect(clock.now() - 1_800_000_000_000).toBeLessThan(1_000)
  })

  test('lock a workspace for a minute at most when they name a reset an hour away', async () => {
    const clock = fakeClock(1_800_000_000_000)
    const intercom = simulateIntercom(clock, {
      limit: 5,
      headers: (standard) => ({
        ...standard,
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '1800003600',
      }),
    })
    const client = createIntercomClient(intercom.options)
    await intercom.run(client.me())
    const error = await failureOf(intercom.run(client.me()))
    expect(error.code).toBe('intercom.rate_limited')
    expect(error.attempts).toBe(0)
    expect(error.retryAfterMs).toBeGreaterThan(50_000)
    expect(error.retryAfterMs).toBeLessThan(61_000)
    await clock.advance(61_000)
    expect(await intercom.run(client.me())).toMatchObject({ id: '1' })
  })

  test('are read by the clock of the answer when ours is wrong', async () => {
    const clock = fakeClock(1_800_000_000_000)
    const skewMs = 300_000
    const intercom = simulateIntercom(clock, {
      limit: 20,
      headers: (standard) => ({
        ...standard,
        'x-ratelimit-reset': String(Number(standard['x-ratelimit-reset']) + skewMs / 1_000),
        date: new Date(clock.now() + skewMs).toUTCString(),
      }),
    })
    const client = createIntercomClient({ ...intercom.options, ...PATIENT })
    await intercom.run(Promise.all(Array.from({ length: 50 }, () => client.me())))
    expect(intercom.refusals).toBe(0)
    expect(clock.now() - 1_800_000_000_000).toBeLessThan(4 * WINDOW_MS)
  })
})

describe('answers that overtake each other', () => {
  const report = (remaining: number, reset = 10) => ({
    window: { limit: 20, remaining, reset, resetInMs: 5_000 },
  })

  test('never raise what is left in a window', () => {
    const budget = createRateBudget({ now: () => 0, random: () => 0 })
    budget.tryEnter()
    budget.leave(report(12))
    expect(budget.tryEnter()).toBe(true)
    expect(budget.tryEnter()).toBe(true)
    budget.leave(report(10))
    budget.leave(report(11))
    expect(budget.remaining).toBe(10)
    budget.tryEnter()
    budget.leave(report(19, 0))
    expect(budget.remaining).toBe(10)
    budget.tryEnter()
    budget.leave(report(18, 20))
    expect(budget.remaining).toBe(18)
  })

  test('count an answer that was lost as a call that was made', () => {
    const budget = createRateBudget({ now: () => 0, random: () => 0 })
    budget.tryEnter()
    budget.leave(report(12))
    budget.tryEnter()
    budget.leave({})
    expect(budget.remaining).toBe(11)
    budget.tryEnter()
    budget.leave({ isUnsent: true })
    expect(budget.remaining).toBe(11)
  })
})

describe('waiting', () => {
  const nothingLeft = () => {
    const clock = fakeClock(0)
    const budget = createRateBudget({ ...onClock(clock), random: () => 0 })
    budget.tryEnter()
    budget.leave({ window: { limit: 20, remaining: 0, reset: 8, resetInMs: 8_000 } })
    return { clock, budget }
  }

  test('for longer than allowed is refused at once, with the time to wait', async () => {
    const { budget, clock } = nothingLeft()
    const cutoff = openCutoff({ signal: undefined, timeoutMs: 1_000 })
    const error = await failureOf(budget.enter({ waitMaxMs: 7_000, cutoff }))
    cutoff.close()
    expect(error).toMatchObject({ code: 'intercom.rate_limited', retryAfterMs: 8_000 })
    expect(clock.pending).toBe(0)
  })

  test('ends at once when it is given up, and lets the next one go in its place', async () => {
    const { budget, clock } = nothingLeft()
    const stop = new AbortController()
    const given = openCutoff({ signal: stop.signal, timeoutMs: 1_000 })
    const kept = openCutoff({ signal: undefined, timeoutMs: 1_000 })
    const first = failureOf(budget.enter({ waitMaxMs: 9_000, cutoff: given }))
    const second = budget.enter({ waitMaxMs: 9_000, cutoff: kept })
    expect(clock.pending).toBe(1)
    stop.abort()
    expect((await first).code).toBe('intercom.aborted')
    await clock.advance(8_000)
    await second
    expect(clock.pending).toBe(0)
    given.close()
    kept.close()
  })

  test('costs one caller no more for the many before it, nor does giving up', async () => {
    const clock = fakeClock(0)
    const budget = createRateBudget(onClock(clock))
    budget.tryEnter()
    // A signal of their own each: Node's signals are what takes long with many listeners.
    const stops = Array.from({ length: 20_000 }, () => new AbortController())
    const startedMs = performance.now()
    const waiting = stops.map(({ signal }) => {
      const cutoff = openCutoff({ signal, timeoutMs: 60_000 })
      const failure = budget.enter({ waitMaxMs: 10, cutoff }).catch((error: unknown) => error)
      return failure.finally(() => cutoff.close())
    })
    for (const stop of stops) stop.abort()
    // Where every caller looks at all others, this takes several times as long.
    expect(performance.now() - startedMs).toBeLessThan(1_500)
    const aborted: unknown = expect.objectContaining({ code: 'intercom.aborted' })
    expect(await Promise.all(waiting)).toEqual(stops.map(() => aborted))
    expect(clock.pending).toBe(0)
  })

  test('for the first answer holds the others back for a second at most', async () => {
    const clock = fakeClock(0)
    const budget = createRateBudget(onClock(clock))
    const cutoff = openCutoff({ signal: undefined, timeoutMs: 1_000 })
    expect(budget.tryEnter()).toBe(true)
    expect(budget.tryEnter()).toBe(false)
    const second = budget.enter({ waitMaxMs: 10, cutoff })
    await clock.advance(999)
    expect(clock.pending).toBe(1)
    await clock.advance(1)
    await second
    cutoff.close()
    expect(budget.isBusy).toBe(true)
  })
})
