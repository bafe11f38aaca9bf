import { RestError } from '../rest/operation.ts'

/** Where a reader stands: after one item, on the way to a page. */
export interface Cursor {
  /** What the list is ordered by, at the last item of the page before. */
  sortValue: number | string | null
  /** The id of that item. */
  id: string
  /** The number of the page that follows, from 2. */
  page: number
}

/** Makes a `starting_after` value: base64 of a JSON list, as Intercom's own are; readers must not look inside. */
export function writeCursor({ sortValue, id, page }: Cursor): string {
  return Buffer.from(JSON.stringify([sortValue, id, page])).toString('base64')
}

/**
 * Reads a `starting_after` value; `undefined` where there is none.
 *
 * @throws RestError 400 `client_error` for what `writeCursor` has not made
 */
export function readCursor(value: unknown): Cursor | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const cursor = typeof value === 'string' ? parseCursor(value) : undefined
  if (cursor === undefined) throw invalidCursor()
  return cursor
}

/** The refusal of a cursor that is none, or that stands at nothing in this workspace. */
export function invalidCursor(): RestError {
  const message =
    'Invalid starting_after param. Please try again using a starting_after value from a paginated response'
  return new RestError(400, { code: 'client_error', message })
}

function parseCursor(text: string): Cursor | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
    if (!Array.isArray(parts) || parts.length !== 3) return undefined
    const [sortValue, id, page] = parts as unknown[]
    const isSortValue = sortValue === null || typeof sortValue === 'number' || typeof sortValue === 'string'
    if (!isSortValue || typeof id !== 'string' || typeof page !== 'number') return undefined
    const cursor = { sortValue, id, page }
    return Number.isInteger(page) && page >= 2 && writeCursor(cursor) === text ? cursor : undefined
  } catch {
    return undefined
  }
}
