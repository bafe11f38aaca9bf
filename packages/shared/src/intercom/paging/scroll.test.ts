import { setImmediate as nextTurn } from 'node:timers/promises'
import { fakeClock } from '@latchkey/test-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { rememberContext } from '../call/call-context.ts'
import type { Call, CallOptions } from '../call/operation.ts'
import { createRateBudget } from '../call/rate-budget.ts'
import type { RateBudget } from '../call/rate-budget.ts'
import { IntercomError } from '../intercom-error.ts'
import type { IntercomErrorCode } from '../intercom-error.ts'
import { failureOf } from '../testing/failure-of.ts'
import { readAs } from '../testing/read-as.ts'
import { scrollItems } from './scroll.ts'
import type { ScrollInput } from './scroll.ts'

const answer = z.looseObject({
  data: z.array(z.looseObject({ id: z.string() })),
  scroll_param: z.string().nullish(),
})
const LAPSE_MS = 60_000

/** An Intercom with one scroll at a time, which lapses after a minute; breaks as it is told to. */
function scrollServer({ count, perPage = 2 }: { count: number; perPage?: number }) {
  const clock = fakeClock(0)
  const requests: (string | undefined)[] = []
  /** What goes wrong with the next requests; `undefined` for nothing. */
  const failures: (IntercomErrorCode | undefined)[] = []
  let open: { param: string; at: number; usedAtMs: number } | undefined
  let opened = 0
  const answerTo = (param: string | undefined) => {
    if (param === undefined) {
      opened += 1
      open = { param: `scroll-${opened}`, at: 0, usedAtMs: clock.now() }
    }
    if (open === undefined || (param !== undefined && param !== open.param)) {
      throw new IntercomError('intercom.not_found', 'x', { status: 404 })
    }
    open.usedAtMs = clock.now()
    const from = open.at
    open.at += perPage
    const ids = Array.from({ length: Math.max(0, Math.min(perPage, count - from)) }, (_, i) => `${from + i}`)
    if (ids.length === 0) open = undefined
    return { data: ids.map((id) => ({ id })), scroll_param: open?.param }
  }
  const clientCall = (budget: RateBudget): Call => {
    const call: Call = async (operation) => {
      expect(operation.repeat).toBe('once')
      const param = operation.query?.['scroll_param']
      requests.push(param === undefined ? undefined : String(param))
      await Promise.resolve()
      if (open !== undefined && clock.now() - open.usedAtMs >= LAPSE_MS) open = undefined
      if (param === undefined && open !== undefined) {
        throw new IntercomError('intercom.invalid', 'x', { intercomCode: 'scroll_exists', status: 400 })
      }
      const failure = failures.shift()
      if (failure === 'intercom.not_found') open = undefined
      const value = failure === undefined || failure === 'intercom.uncertain' ? answerTo(requests.at(-1)) : {}
      if (failure !== undefined) {
        // A lost answer moves the scroll on all the same.
        throw new IntercomError(failure, 'x', { mayHaveHappened: failure === 'intercom.uncertain' })
      }
      return readAs(operation, value)
    }
    rememberContext(call, {
      workspace: budget,
      now: () => clock.now(),
      sleep: (ms, options) => clock.sleep(ms, options),
    })
    return call
  }
  const budget = createRateBudget()
  const call = clientCall(budget)
  const scroll = (input: ScrollInput & { options?: CallOptions; call?: Call } = {}) =>
    scrollItems(
      input.call ?? call,
      {
        operationOf: (param) => ({
          method: 'GET',
          route: '/companies/scroll',
          query: { scroll_param: param },
          answer,
        }),
        itemsOf: (part) => part.data,
        idOf: (item) => item.id,
        scrollParamOf: (part) => part.scroll_param,
      },
      input,
    )
  return { clock, requests, failures, budget, scroll, clientCall }
}

async function readAll(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of items) ids.push(id)
  return ids
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)

test('gives each item once and ends by itself', async () => {
  const { scroll, requests } = scrollServer({ count: 5 })
  expect(await readAll(scroll())).toEqual(upTo(5))
  expect(requests).toEqual([undefined, 'scroll-1', 'scroll-1', 'scroll-1'])
  expect(await readAll(scroll())).toEqual(upTo(5))
})

test('gives each item once and in order, whatever breaks up to three times', async () => {
  const anyFailure = fc.constantFrom<IntercomErrorCode>('intercom.uncertain', 'intercom.not_found')
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 20 }),
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.tuple(fc.nat({ max: 5 }), anyFailure), { maxLength: 3 }),
      async (count, perPage, breaks) => {
        const { scroll, failures, clock } = scrollServer({ count, perPage })
        // The opening request goes well, so that a 404 means a scroll that lapsed.
        for (const [after, failure] of breaks)
          failures.push(undefined, ...Array(after).fill(undefined), failure)
        let isOver = false
        const reading = readAll(scroll()).finally(() => {
          isOver = true
        })
        const pumping = (async () => {
          while (!isOver) {
            await clock.advance(1_000)
            await nextTurn()
          }
        })()
        expect(await reading).toEqual(upTo(count))
        await pumping
      },
    ),
    { numRuns: 50 },
  )
})

test('gives up after the third new beginning', async () => {
  const { scroll, failures, requests } = scrollServer({ count: 9 })
  for (let pass = 0; pass < 4; pass += 1) failures.push(undefined, 'intercom.not_found')
  const ids: string[] = []
  const failure = failureOf(
    (async () => {
      for await (const { id } of scroll()) ids.push(id)
    })(),
  )
  expect((await failure).code).toBe('intercom.not_found')
  expect(ids).toEqual(['0', '1'])
  expect(requests.filter((param) => param !== undefined)).toHaveLength(4)
})

test.each<IntercomErrorCode>(['intercom.unauthorized', 'intercom.not_found', 'intercom.unavailable'])(
  'an opening that ends with %s is not tried again, and nothing is held open for it',
  async (code) => {
    const { scroll, failures, requests, clock } = scrollServer({ count: 2 })
    failures.push(code)
    expect((await failureOf(readAll(scroll()))).code).toBe(code)
    expect(requests).toHaveLength(1)
    expect(await readAll(scroll())).toEqual(upTo(2))
    expect(clock.now()).toBe(0)
  },
)

test('a server that goes round in a circle is a bad answer', async () => {
  const { scroll, budget } = scrollServer({ count: 1 })
  const call: Call = async (operation) => readAs(operation, { data: [{ id: '1' }], scroll_param: 'x' })
  rememberContext(call, { workspace: budget, now: () => 0, sleep: () => Promise.resolve() })
  expect((await failureOf(readAll(scroll({ call })))).code).toBe('intercom.bad_answer')
})

test('an item that comes twice in one part is given once', async () => {
  const { scroll, budget } = scrollServer({ count: 1 })
  const parts = [{ data: [{ id: '1' }, { id: '1' }, { id: '2' }], scroll_param: 'x' }, { data: [] }]
  const call: Call = async (operation) => readAs(operation, parts.shift())
  rememberContext(call, { workspace: budget, now: () => 0, sleep: () => Promise.resolve() })
  expect(await readAll(scroll({ call }))).toEqual(['1', '2'])
})

describe('a second scroll of the workspace', () => {
  test('waits until the first has ended', async () => {
    const { scroll, requests, budget, clientCall } = scrollServer({ count: 4 })
    const both = [scroll(), scroll({ call: clientCall(budget) })]
    expect(await Promise.all(both.map(readAll))).toEqual([upTo(4), upTo(4)])
    expect(requests.filter((param) => param === undefined)).toHaveLength(2)
  })

  test('is given up at once while it waits', async () => {
    const { scroll, clock } = scrollServer({ count: 4 })
    const first = scroll()
    await first.next()
    const stop = new AbortController()
    const failure = failureOf(readAll(scroll({ options: { signal: stop.signal } })))
    await clock.untilPending()
    stop.abort()
    expect((await failure).code).toBe('intercom.aborted')
    expect(clock.pending).toBe(0)
    expect(await readAll(first)).toEqual(['1', '2', '3'])
  })

  test("takes the end of its caller's time for a time-out, as a call does", async () => {
    const { scroll, clock } = scrollServer({ count: 4 })
    await scroll().next()
    const time = new AbortController()
    const failure = failureOf(readAll(scroll({ options: { signal: time.signal } })))
    await clock.untilPending()
    time.abort(new DOMException('over', 'TimeoutError'))
    expect((await failure).code).toBe('intercom.timeout')
  })

  test('knows that one left early stays open for a minute', async () => {
    const { scroll, clock, requests } = scrollServer({ count: 4 })
    for await (const item of scroll()) if (item.id === '1') break
    const second = readAll(scroll())
    await clock.untilPending()
    await clock.advance(30_000)
    expect(requests).toHaveLength(1)
    await clock.advance(31_000)
    expect(await second).toEqual(upTo(4))
    expect(requests.filter((param) => param === undefined)).toHaveLength(2)
  })

  test('is refused at once when it may not wait that long', async () => {
    const { scroll, requests } = scrollServer({ count: 4 })
    for await (const item of scroll()) if (item.id === '1') break
    const error = await failureOf(readAll(scroll({ openWaitMaxMs: 5_000 })))
    expect(error).toMatchObject({ code: 'intercom.rate_limited', retryAfterMs: 61_000, retryable: true })
    expect(requests).toHaveLength(1)
  })

  test('takes over from one that nobody read for a minute, which then begins again', async () => {
    const { scroll, clock } = scrollServer({ count: 4 })
    const forgotten = scroll()
    await forgotten.next()
    const second = readAll(scroll())
    await clock.untilPending()
    await clock.advance(61_000)
    expect(await second).toEqual(upTo(4))
    expect(await readAll(forgotten)).toEqual(['1', '2', '3'])
  })

  test('of another process is waited out', async () => {
    const { scroll, clock, requests, clientCall } = scrollServer({ count: 4 })
    const elsewhere = scroll({ call: clientCall(createRateBudget()) })
    await elsewhere.next()
    const here = readAll(scroll())
    for (let step = 0; step < 6; step += 1) {
      await clock.untilPending()
      await clock.advance(10_000)
    }
    expect(await here).toEqual(upTo(4))
    expect(requests.filter((param) => param === undefined)).toHaveLength(8)
  })

  test('of another process is not waited out for ever', async () => {
    const { scroll, clock, clientCall } = scrollServer({ count: 400 })
    const elsewhere = scroll({ call: clientCall(createRateBudget()) })
    await elsewhere.next()
    const failure = failureOf(readAll(scroll({ openWaitMaxMs: 25_000 })))
    await clock.untilPending()
    await clock.advance(10_000)
    await clock.untilPending()
    await clock.advance(10_000)
    expect(await failure).toMatchObject({ code: 'intercom.rate_limited', intercomCode: 'scroll_exists' })
  })

  test('of another workspace does not wait', async () => {
    const one = scrollServer({ count: 2 })
    const other = scrollServer({ count: 2 })
    await one.scroll().next()
    expect(await readAll(other.scroll())).toEqual(upTo(2))
  })
})
