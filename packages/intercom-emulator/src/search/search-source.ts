import type { SearchField } from './search-field.ts'

/**
 * What is searched in. `Item` is whatever is cheapest to make: a field reads from it, and the page returns it.
 */
export interface SearchSource<Item> {
  /** By the name that a query uses, e.g. `source.author.email`. */
  fields: Readonly<Record<string, SearchField<Item>>>
  /** A field beyond the table, e.g. of `custom_attributes.…`; `undefined` where there is none of that name. */
  otherField?: (name: string) => SearchField<Item> | undefined
  /** Every item, the newest first; it is read only as far as needed. */
  newestFirst: () => Iterable<Item>
  /** The item's id: ties in the order are broken by it. */
  idOf: (item: Item) => string
  /** How many items to a page where the request does not say. */
  perPageDefault: number
  /** How dates compare: by calendar day in this time zone (as contacts do), or by the second. */
  dates: { by: 'second' } | { by: 'day'; timezone: string }
}

/** One page of what was found. */
export interface SearchPage<Item> {
  items: Item[]
  /** All matches; those of the scan alone where the query had to scan and the scan met its bound. */
  total: number
  /** Intercom's `pages` of the answer. */
  pages: {
    type: string
    page: number
    per_page: number
    total_pages: number
    next?: { page: number; starting_after: string }
  }
}

/** How many items a query looks at where equality does not find them directly. */
export const scannedItemsMax = 20_000
