import type * as z from 'zod'
import type { Call, CallOptions, Operation } from '../call/operation.ts'
import { nextCursorOf, nextPageOf, pageNumberOf, totalOf } from '../paging/list-answer.ts'
import { firstPage } from '../paging/page.ts'
import type { Page, PagedList, PageInput } from '../paging/page.ts'
import { compiledSchema } from './compiled-schema.ts'
import { perPageOf } from './input-checks.ts'
import { checkSearch } from './search-query.ts'
import type { SearchQuery, SearchSort } from './search-query.ts'

/** What every list with pages takes. */
export interface ListInput extends PageInput {
  /**
   * Items a page, 1 to 150. Default 150, the most there is, so that reading a list takes the fewest requests
   * (Intercom's own defaults lie between 10 and 50).
   */
  perPage?: number | undefined
}

/** What every search takes. */
export interface SearchInput extends ListInput {
  query: SearchQuery
  /** Intercom describes it for contacts. Default: Intercom's order. */
  sort?: SearchSort | undefined
}

interface Reading<Answer, Item, Input> {
  /** The request but for what its paging decides. */
  request: Pick<Operation<Answer>, 'route' | 'params' | 'query' | 'bodyBytesMax'> & {
    answer: z.ZodType<Answer>
  }
  itemsOf: (answer: Answer) => Item[]
  input: Input
  options: CallOptions | undefined
}

type CursorAnswer = Parameters<typeof nextCursorOf>[0] & Parameters<typeof totalOf>[0]
type NumberedAnswer = Parameters<typeof nextPageOf>[0] & Parameters<typeof totalOf>[0]

/** A list that comes whole: its one page, whose total is what it has. */
export function wholeList<Answer, Item>(
  call: Call,
  { request, itemsOf, options }: Omit<Reading<Answer, Item, never>, 'input'>,
): Promise<Page<Item>> {
  return firstPage(
    call,
    {
      operationOf: () => ({ method: 'GET', ...request, repeat: 'safe' }),
      itemsOf,
      nextCursorOf: () => undefined,
      totalOf: (answer) => itemsOf(answer).length,
    },
    { options },
  )
}

/** A list whose pages are found by cursor in the query. */
export async function cursorList<Answer extends CursorAnswer, Item>(
  call: Call,
  reading: Reading<Answer, Item, ListInput>,
): Promise<Page<Item>> {
  const perPage = perPageOf(reading.input)
  return pagedList(call, {
    ...reading,
    nextCursorOf,
    place: (cursor) => ({
      method: 'GET',
      query: { ...reading.request.query, per_page: perPage, starting_after: cursor },
    }),
  })
}

/** A list whose pages are found by number; the number is the cursor. */
export async function numberedList<Answer extends NumberedAnswer, Item>(
  call: Call,
  { method, ...reading }: Reading<Answer, Item, ListInput> & { method: 'GET' | 'POST' },
): Promise<Page<Item>> {
  const perPage = perPageOf(reading.input)
  return pagedList(call, {
    ...reading,
    nextCursorOf: nextPageOf,
    place: (cursor) => ({
      method,
      query: { ...reading.request.query, page: pageNumberOf(cursor), per_page: perPage },
    }),
  })
}

/** A search, whose pages are found by cursor in the body. */
export async function searchList<Answer extends CursorAnswer, Item>(
  call: Call,
  reading: Reading<Answer, Item, SearchInput>,
): Promise<Page<Item>> {
  const perPage = perPageOf(reading.input)
  const { query, sort } = reading.input
  checkSearch({ query, sort })
  return pagedList(call, {
    ...reading,
    nextCursorOf,
    place: (cursor) => ({
      method: 'POST',
      json: { query, sort, pagination: { per_page: perPage, starting_after: cursor } },
    }),
  })
}

function pagedList<Answer extends Parameters<typeof totalOf>[0], Item>(
  call: Call,
  {
    request,
    itemsOf,
    input,
    options,
    place,
    nextCursorOf,
  }: Reading<Answer, Item, ListInput> & {
    /** The part of the request that says which page is meant. */
    place: (cursor: string | undefined) => Pick<Operation<Answer>, 'method' | 'query' | 'json'>
    nextCursorOf: PagedList<Answer, Item>['nextCursorOf']
  },
): Promise<Page<Item>> {
  const answer = compiledSchema(request.answer)
  return firstPage(
    call,
    {
      // The POSTs among them read as well.
      operationOf: (cursor) => ({ ...request, ...place(cursor), answer, repeat: 'safe' }),
      itemsOf,
      nextCursorOf,
      totalOf,
    },
    { cursor: input.cursor, lookAhead: input.lookAhead, options },
  )
}
