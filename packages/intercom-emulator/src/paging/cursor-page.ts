import { writeCursor } from './cursor.ts'

interface Position {
  sortValue: number | string | null
  id: string
}

interface Reading<Item> {
  perPage: number
  /** The number of this page. */
  page: number
  /** How many items the whole list has. */
  total: number
  positionOf: (item: Item) => Position
}

/** Takes one page of the items that follow a cursor, and says in Intercom's `pages` how it goes on. */
export function takeCursorPage<Item>(
  following: Iterable<Item>,
  { perPage, page, total, positionOf }: Reading<Item>,
) {
  const items: Item[] = []
  let hasMore = false
  for (const item of following) {
    hasMore = items.length === perPage
    if (hasMore) break
    items.push(item)
  }
  const last = items.at(-1)
  const next =
    hasMore && last !== undefined
      ? { next: nextPage({ page: page + 1, perPage, position: positionOf(last) }) }
      : {}
  return {
    items,
    pages: { type: 'pages', page, per_page: perPage, total_pages: Math.ceil(total / perPage), ...next },
  }
}

/** There is no `next` at the end (Intercom's OpenAPI example of `GET /contacts`). */
function nextPage({ page, perPage, position }: { page: number; perPage: number; position: Position }) {
  return { page, per_page: perPage, starting_after: writeCursor({ ...position, page }) }
}
