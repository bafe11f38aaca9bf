interface Reading<Item> {
  page: number
  perPage: number
  /** How many items the list has. */
  total: number
  /** The most items that pages reach; all by default. */
  reachable?: number
  /** The items of a stretch of the list. */
  slice: (start: number, count: number) => Item[]
  /** The full address of another page. */
  addressOf: (page: number) => string
}

/** Takes one page by its number; `pages.next` is the address of the next one, `null` at the end and after it. */
export function takeNumberedPage<Item>({
  page,
  perPage,
  total,
  reachable = total,
  slice,
  addressOf,
}: Reading<Item>) {
  const end = Math.min(total, reachable)
  const start = Math.min((page - 1) * perPage, end)
  const totalPages = Math.ceil(end / perPage)
  return {
    items: slice(start, Math.min(perPage, end - start)),
    pages: {
      type: 'pages',
      next: page < totalPages ? addressOf(page + 1) : null,
      page,
      per_page: perPage,
      total_pages: totalPages,
    },
  }
}
