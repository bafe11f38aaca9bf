import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { Call, CallOptions, Operation } from '../call/operation.ts'
import { IntercomError } from '../intercom-error.ts'
import {
  cursorListFields,
  nextCursorOf,
  nextPageOf,
  numberedListFields,
  pageNumberOf,
  totalOf,
} from './list-answer.ts'
import { readAs } from '../testing/read-as.ts'
import { firstPage } from './page.ts'
import type { Page } from './page.ts'

const cursorAnswer = z.looseObject({ data: z.array(z.number()), ...cursorListFields })
const numberedAnswer = z.looseObject({ data: z.array(z.number()), ...numberedListFields })

/** A server in memory: answers the given value for each query, as its schema reads it. */
function serving(answerTo: (query: NonNullable<Operation<unknown>['query']>) => unknown) {
  const asked: { query: Operation<unknown>['query']; options: CallOptions | undefined }[] = []
  const call: Call = async (operation, options) => {
    asked.push({ query: operation.query, options })
    await Promise.resolve()
    if (options?.signal?.aborted === true) throw new IntercomError('intercom.aborted', 'given up')
    return readAs(operation, answerTo(operation.query ?? {}))
  }
  return { call, asked }
}

interface Listing {
  perPage: number
  lookAhead?: number
  cursor?: string | undefined
  options?: CallOptions
}

const byCursor = (call: Call, { perPage, ...rest }: Listing): Promise<Page<number>> =>
  firstPage(
    call,
    {
      operationOf: (cursor) => ({
        method: 'GET',
        route: '/items',
        query: { per_page: perPage, starting_after: cursor },
        answer: cursorAnswer,
        repeat: 'safe',
      }),
      itemsOf: (answer: z.output<typeof cursorAnswer>) => answer.data,
      nextCursorOf,
      totalOf,
    },
    rest,
  )

const byNumber = (call: Call, { perPage, ...rest }: Listing): Promise<Page<number>> =>
  firstPage(
    call,
    {
      operationOf: (cursor) => ({
        method: 'GET',
        route: '/items',
        query: { per_page: perPage, page: pageNumberOf(cursor) },
        answer: numberedAnswer,
        repeat: 'safe',
      }),
      itemsOf: (answer: z.output<typeof numberedAnswer>) => answer.data,
      nextCursorOf: nextPageOf,
      totalOf,
    },
    rest,
  )

const kinds = [
  ['cursor', byCursor, cursorServer],
  ['page number', byNumber, numberedServer],
] as const

function cursorServer(items: number[]) {
  return serving(({ per_page, starting_after }) => {
    const start = starting_after === undefined ? 0 : Number(starting_after)
    const end = start + Number(per_page)
    const next = end < items.length ? { page: 2, starting_after: String(end) } : null
    return { data: items.slice(start, end), pages: { next }, total_count: items.length }
  })
}

function numberedServer(items: number[]) {
  return serving(({ per_page, page }) => {
    const start = (Number(page) - 1) * Number(per_page)
    return {
      data: items.slice(start, start + Number(per_page)),
      pages: { page, per_page: String(per_page), total_pages: Math.ceil(items.length / Number(per_page)) },
      total_count: String(items.length),
    }
  })
}

const countUpTo = (count: number) => Array.from({ length: count }, (_, index) => index)

async function readAll(page: Page<number>): Promise<number[]> {
  const items: number[] = []
  for await (const item of page) items.push(item)
  return items
}

describe.each(kinds)('a list by %s', (_kind, list, serve) => {
  test('gives each item exactly once and in order, for any page size and look-ahead', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 10 }),
        async (count, perPage, lookAhead) => {
          const { call, asked } = serve(countUpTo(count))
          expect(await readAll(await list(call, { perPage, lookAhead }))).toEqual(countUpTo(count))
          expect(asked).toHaveLength(Math.max(1, Math.ceil(count / perPage)))
        },
      ),
    )
  })

  test('gives the same page by page', async () => {
    const { call } = serve(countUpTo(5))
    const first = await list(call, { perPage: 2 })
    expect(first).toMatchObject({ items: [0, 1], total: 5 })
    const second = await first.next()
    expect(second).toMatchObject({ items: [2, 3], total: 5 })
    const third = await second?.next()
    expect(third).toMatchObject({ items: [4], nextCursor: undefined })
    expect(await third?.next()).toBeUndefined()
    const again = await list(call, { perPage: 2, cursor: first.nextCursor })
    expect(again.items).toEqual(second?.items)
  })

  test('never fetches more than it may ahead', async () => {
    const { call, asked } = serve(countUpTo(40))
    const iterator = (await list(call, { perPage: 2, lookAhead: 3 }))[Symbol.asyncIterator]()
    for (let taken = 1; taken <= 10; taken += 1) {
      await iterator.next()
      await new Promise(setImmediate)
      expect(asked).toHaveLength(1 + 3 + Math.floor((taken - 1) / 2))
    }
    await iterator.return()
  })

  test('asks for nothing ahead by default', async () => {
    const { call, asked } = serve(countUpTo(10))
    const iterator = (await list(call, { perPage: 2 }))[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.next()
    await new Promise(setImmediate)
    expect(asked).toHaveLength(1)
    await iterator.next()
    expect(asked).toHaveLength(2)
  })

  test('takes the options of the first call along, unless told otherwise', async () => {
    const { call, asked } = serve(countUpTo(6))
    const first = await list(call, { perPage: 2, options: { version: '2.14', timeoutMs: 9 } })
    const second = await first.next({ timeoutMs: 7 })
    await second?.next()
    expect(asked.map(({ options }) => options)).toEqual([
      { version: '2.14', timeoutMs: 9 },
      { version: '2.14', timeoutMs: 7 },
      { version: '2.14', timeoutMs: 7 },
    ])
  })
})

describe('looking ahead', () => {
  test("gives a page's failure when the page is reached", async () => {
    const { call } = serving(({ starting_after }) => {
      if (starting_after === '2') throw new IntercomError('intercom.unavailable', 'broken')
      const page = Number(starting_after ?? 0)
      return { data: [page], pages: { next: { starting_after: String(page + 1) } } }
    })
    const items: number[] = []
    const reading = async () => {
      for await (const item of await byCursor(call, { perPage: 1, lookAhead: 5 })) {
        items.push(item)
        await new Promise(setImmediate)
      }
    }
    await expect(reading()).rejects.toMatchObject({ code: 'intercom.unavailable' })
    expect(items).toEqual([0, 1])
  })

  test('is ended when the loop is left, and nobody hears of it', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const call: Call = async (operation, options) => {
      signals.push(options?.signal)
      if (signals.length > 1) {
        // Only an abort ends this page.
        await new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(new IntercomError('intercom.aborted', 'x')))
        })
      }
      return readAs(operation, {
        data: [0],
        pages: { next: { starting_after: String(signals.length) } },
      })
    }
    const iterator = (await byCursor(call, { perPage: 1, lookAhead: 4 }))[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.return()
    expect(signals).toHaveLength(2)
    expect(signals[1]?.aborted).toBe(true)
    await new Promise(setImmediate)
  })

  test("ends with the caller's signal too", async () => {
    const stop = new AbortController()
    const { call } = cursorServer(countUpTo(10))
    const options = { signal: stop.signal }
    const iterator = (await byCursor(call, { perPage: 1, lookAhead: 1, options }))[Symbol.asyncIterator]()
    await iterator.next()
    stop.abort()
    const rest = (async () => {
      while ((await iterator.next()).done !== true);
    })()
    await expect(rest).rejects.toMatchObject({ code: 'intercom.aborted' })
  })

  test.each([-1, 11, 1.5, Number.NaN])('by %d pages is refused before any call', async (lookAhead) => {
    const { call, asked } = cursorServer([1])
    await expect(byCursor(call, { perPage: 1, lookAhead })).rejects.toThrow(RangeError)
    expect(asked).toHaveLength(0)
  })
})

test('a list that leads in a circle of any length ends as a bad answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 20 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
      async (before, length, lookAhead) => {
        const { call, asked } = serving(({ starting_after }) => {
          const at = Number(starting_after ?? 0) + 1
          const next = at < before + length ? at : before + ((at - before) % length)
          return { data: [1], pages: { next: { starting_after: String(next) } } }
        })
        const reading = byCursor(call, { perPage: 1, lookAhead }).then(readAll)
        await expect(reading).rejects.toMatchObject({ code: 'intercom.bad_answer' })
        expect(asked.length).toBeLessThanOrEqual(3 * (before + length) + 8)
      },
    ),
  )
})

test('a cursor that repeats itself is asked for once', async () => {
  const { call, asked } = serving(() => ({ data: [1], pages: { next: { starting_after: 'same' } } }))
  const first = await byCursor(call, { perPage: 1 })
  const second = await first.next()
  await expect(second?.next()).rejects.toMatchObject({ code: 'intercom.bad_answer' })
  expect(asked).toHaveLength(2)
  const resumed = await byCursor(call, { perPage: 1, cursor: 'same' })
  await expect(resumed.next()).rejects.toMatchObject({ code: 'intercom.bad_answer' })
})

test('a numbered list ends with its last page, whatever page the server says it is', async () => {
  const { call, asked } = serving(() => ({ data: [1], pages: { page: 1, total_pages: '3' } }))
  expect(await readAll(await byNumber(call, { perPage: 1 }))).toEqual([1, 1, 1])
  expect(asked).toHaveLength(3)
})

test('a numbered list that does not say how many pages it has goes on while it names a next one', async () => {
  const { call, asked } = serving(({ page }) => ({
    data: [Number(page)],
    pages: { next: page === 3 ? null : `https://api.intercom.io/items?page=${Number(page) + 1}` },
  }))
  expect(await readAll(await byNumber(call, { perPage: 1 }))).toEqual([1, 2, 3])
  expect(asked).toHaveLength(3)
})

test('a numbered list whose next page is for ever empty ends', async () => {
  const { call } = serving(({ page }) => ({ data: page === 1 ? [1] : [], pages: { next: 'more' } }))
  expect(await readAll(await byNumber(call, { perPage: 1 }))).toEqual([1])
})

test.each([
  { data: [] },
  { data: [], pages: null },
  { data: [], pages: {} },
  { data: [], pages: { next: {} } },
])('the answer %j is the last page', async (answer) => {
  const page = await byCursor(serving(() => answer).call, { perPage: 1 })
  expect(page).toMatchObject({ items: [], total: undefined, nextCursor: undefined })
  expect((await byNumber(serving(() => answer).call, { perPage: 1 })).nextCursor).toBeUndefined()
})

test.each(['0', '-1', '1.5', 'WzE2', ''])('%j is no page number', (cursor) => {
  expect(() => pageNumberOf(cursor)).toThrow(TypeError)
})
