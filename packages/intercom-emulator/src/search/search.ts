/**
 * Searches in Intercom's manner, in items that are computed as well as stored.
 *
 * A resource describes itself once, as a `SearchSource`, and answers its route with one call:
 *
 * ```ts
 * const source: SearchSource<ContactRecord> = {
 *   fields: {
 *     id: textField({ value: (contact) => contact.id, find: (id) => list(store.find(id)) }),
 *     email: textField({ value: (contact) => contact.email, find: (email) => store.withEmail(email) }),
 *     name: textField({ value: (contact) => contact.name }),
 *     created_at: dateField((contact) => contact.createdAt),
 *     has_hard_bounced: booleanField((contact) => contact.hardBounced),
 *     tag_id: tagField((contact) => contact.tagIds),
 *   },
 *   otherField: (name) => …,            // custom_attributes.…
 *   newestFirst: () => store.newestFirst(),
 *   idOf: (contact) => contact.id,
 *   perPageDefault: 50,
 *   dates: { by: 'day', timezone: workspace.timezone },   // { by: 'second' } for conversations
 * }
 * const { items, total, pages } = searchPage({ body, version, perPageAboveMax }, source)
 * ```
 *
 * What it does: `=`, `!=`, `IN`, `NIN`, `<`, `>`, `~`, `!~`, `^`, `$`, and from 2.16 `<=` and `>=` of integers; groups
 * of at most 15 filters nested at most twice; `sort {field, order}`; pages by cursor. Texts compare without case. A
 * query that equality on an inverted field (`find`) settles looks at those items alone; every other one looks at the
 * newest `scannedItemsMax` items, and its total counts the matches among those.
 *
 * @see Intercom, "Search for contacts", "Search for conversations", "Pagination"
 */
import { takeCursorPage } from '../paging/cursor-page.ts'
import { readCursor } from '../paging/cursor.ts'
import { readPerPage } from '../paging/read-per-page.ts'
import type { ApiVersion } from '../rest/operation.ts'
import type { Switches } from '../switches.ts'
import { bestOf } from './best-of.ts'
import { directCandidates } from './candidates.ts'
import { matcherOf } from './matcher.ts'
import { readQuery } from './read-query.ts'
import { refuseSearch } from './refuse-search.ts'
import { readOrder } from './search-order.ts'
import { scannedItemsMax } from './search-source.ts'
import type { SearchPage, SearchSource } from './search-source.ts'

export interface SearchRequest {
  /** `{query, sort?, pagination?}`, as it came. */
  body: unknown
  version: ApiVersion
  perPageAboveMax: Switches['perPageAboveMax']
  /** How many items a scan looks at. */
  scannedMax?: number
}

/**
 * One page of what a search request asks for.
 *
 * @throws RestError 400 `parameter_invalid` for a query, `invalid_sort_order` for an order and `client_error` for a
 * cursor that cannot be used
 */
export function searchPage<Item>(
  { body, version, perPageAboveMax, scannedMax = scannedItemsMax }: SearchRequest,
  source: SearchSource<Item>,
): SearchPage<Item> {
  const { query, sort, pagination } = asRequest(body)
  const parsed = readQuery(query, { source, version })
  const order = readOrder(sort, source)
  const { per_page, starting_after } = asPagination(pagination)
  const perPage = readPerPage(per_page, { standard: source.perPageDefault, perPageAboveMax })
  const after = readCursor(starting_after)

  const matches = matcherOf(parsed, source.dates)
  let total = 0
  function* following() {
    for (const item of candidates(directCandidates(parsed), { source, scannedMax })) {
      if (!matches(item)) continue
      total += 1
      const position = order.positionOf(item)
      if (after === undefined || order.compare(position, after) > 0) yield { item, position }
    }
  }
  const best = bestOf(following(), {
    // One more than the page shows whether another follows.
    count: perPage + 1,
    compare: (first, second) => order.compare(first.position, second.position),
  })
  const { items, pages } = takeCursorPage(best, {
    perPage,
    page: after?.page ?? 1,
    total,
    positionOf: ({ position }) => position,
  })
  return { items: items.map(({ item }) => item), total, pages }
}

/** Each item once, though several parts of the query may have found it. */
function* candidates<Item>(
  direct: readonly Item[] | undefined,
  { source, scannedMax }: { source: SearchSource<Item>; scannedMax: number },
): Iterable<Item> {
  if (direct !== undefined) {
    yield* new Map(direct.map((item) => [source.idOf(item), item])).values()
    return
  }
  let scanned = 0
  for (const item of source.newestFirst()) {
    if (scanned === scannedMax) return
    scanned += 1
    yield item
  }
}

function asRequest(body: unknown): { query?: unknown; sort?: unknown; pagination?: unknown } {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  return refuseSearch('The query is missing or not an object', 'query')
}

function asPagination(pagination: unknown): { per_page?: unknown; starting_after?: unknown } {
  if (pagination === undefined || pagination === null) return {}
  return typeof pagination === 'object'
    ? pagination
    : refuseSearch('pagination is not an object', 'pagination')
}
