import type { Call, CallOptions, Operation } from '../call/operation.ts'
import { IntercomError } from '../intercom-error.ts'
import { startOfChain } from './cursor-chain.ts'
import type { CursorChain } from './cursor-chain.ts'
import { itemsAhead } from './look-ahead.ts'

/** Most pages that may be fetched ahead; more would only pile up in memory. */
export const LOOK_AHEAD_MAX = 10

/** What every list takes beside its own fields. */
export interface PageInput {
  /** Where to start: a page's `nextCursor`. Default: at the beginning. */
  cursor?: string | undefined
  /**
   * How many pages are fetched ahead while the caller works on one, 0 to 10. Default 0: a page is asked for
   * when the one before it is used up. Only iterating looks ahead; `next()` never does.
   */
  lookAhead?: number | undefined
}

/**
 * One page of a list, and the way to the rest of it.
 *
 * Iterating it gives its items and then those of every following page, in order. Leaving the loop early ends
 * what was fetched ahead; a failure of a page surfaces when the loop reaches that page.
 */
export interface Page<Item> {
  items: Item[]
  /** How many items the whole list has, when Intercom says so. */
  total: number | undefined
  /** Opaque; `undefined` on the last page. */
  nextCursor: string | undefined
  /**
   * The page after this one, or `undefined` after the last. Takes the options of the call that gave this page
   * unless told otherwise.
   *
   * @throws IntercomError as the list does; `intercom.bad_answer` when the list leads in a circle
   */
  next: (options?: CallOptions) => Promise<Page<Item> | undefined>
  [Symbol.asyncIterator]: () => AsyncGenerator<Item, void, undefined>
}

/** How a list is asked for and read. */
export interface PagedList<Answer, Item> {
  /** The request for the page at a cursor; `undefined` asks for the first page. */
  operationOf: (cursor: string | undefined) => Operation<Answer>
  itemsOf: (answer: Answer) => Item[]
  /** Where the page after this answer is; `cursor` is where this answer was. */
  nextCursorOf: (answer: Answer, cursor: string | undefined) => string | undefined
  totalOf?: (answer: Answer) => number | undefined
}

/**
 * Fetches the page at `cursor` (the first one by default), from which all others can be reached.
 *
 * @example
 * const answer = z.looseObject({ data: z.array(contactSchema), ...cursorListFields })
 * type Answer = z.output<typeof answer>
 *
 * const list = (input: { perPage?: number } & PageInput = {}, options?: CallOptions) =>
 *   firstPage(
 *     call,
 *     {
 *       operationOf: (cursor) => ({
 *         method: 'GET',
 *         route: '/contacts',
 *         query: { per_page: input.perPage, starting_after: cursor },
 *         answer,
 *         repeat: 'safe',
 *       }),
 *       itemsOf: (page: Answer) => page.data,
 *       nextCursorOf, // of a list by page number: `nextPageOf`, with `numberedListFields`
 *       totalOf,
 *     },
 *     { ...input, options },
 *   )
 *
 * @throws IntercomError as the call does
 * @throws RangeError when `lookAhead` is not a whole number from 0 to 10
 */
export async function firstPage<Answer, Item>(
  call: Call,
  list: PagedList<Answer, Item>,
  { cursor, lookAhead = 0, options = {} }: PageInput & { options?: CallOptions | undefined } = {},
): Promise<Page<Item>> {
  if (!Number.isInteger(lookAhead) || lookAhead < 0 || lookAhead > LOOK_AHEAD_MAX) {
    throw new RangeError(`lookAhead must be a whole number from 0 to ${LOOK_AHEAD_MAX}`)
  }
  return fetchPage({ call, list, lookAhead }, { cursor, chain: startOfChain(cursor), options })
}

interface Reading<Answer, Item> {
  call: Call
  list: PagedList<Answer, Item>
  lookAhead: number
}

async function fetchPage<Answer, Item>(
  reading: Reading<Answer, Item>,
  { cursor, chain, options }: { cursor: string | undefined; chain: CursorChain; options: CallOptions },
): Promise<Page<Item>> {
  const { call, list, lookAhead } = reading
  const answer = await call(list.operationOf(cursor), options)
  const nextCursor = list.nextCursorOf(answer, cursor)
  const page: Page<Item> = {
    items: list.itemsOf(answer),
    total: list.totalOf?.(answer),
    nextCursor,
    async next(more = {}) {
      if (nextCursor === undefined) return undefined
      const nextChain = chain.follow(nextCursor)
      if (nextChain === undefined) {
        throw new IntercomError('intercom.bad_answer', 'Intercom leads through this list in a circle')
      }
      return fetchPage(reading, {
        cursor: nextCursor,
        chain: nextChain,
        options: { ...options, ...more },
      })
    },
    [Symbol.asyncIterator]: () => itemsAhead(page, { lookAhead, signal: options.signal }),
  }
  return page
}
