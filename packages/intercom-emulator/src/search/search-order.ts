import type { Cursor } from '../paging/cursor.ts'
import { RestError } from '../rest/operation.ts'
import { fieldOf } from './read-query.ts'
import { refuseSearch, shownValue } from './refuse-search.ts'
import type { SearchField } from './search-field.ts'
import type { SearchSource } from './search-source.ts'

type Position = Pick<Cursor, 'sortValue' | 'id'>

/** The order of the results: total, so that a position in it says exactly what comes after. */
export interface SearchOrder<Item> {
  positionOf(item: Item): Position
  /** Negative where the first comes earlier. */
  compare(first: Position, second: Position): number
}

/**
 * Reads `sort: {field, order}`; the newest first without it.
 *
 * @throws RestError 400 `invalid_sort_order`, or `parameter_invalid` for a field that cannot be searched
 */
export function readOrder<Item>(sort: unknown, source: SearchSource<Item>): SearchOrder<Item> {
  const { field: name = 'created_at', order = 'descending' } = asSort(sort)
  if (order !== 'ascending' && order !== 'descending') {
    throw new RestError(400, {
      code: 'invalid_sort_order',
      message: `Invalid sort order '${shownValue(order)}'. Must be one of: ascending, descending`,
    })
  }
  const field = (typeof name === 'string' ? fieldOf(source, name) : undefined) ?? unknownField(name)
  const direction = order === 'ascending' ? 1 : -1
  return {
    positionOf: (item) => ({ sortValue: sortable(field, item), id: source.idOf(item) }),
    compare: (first, second) =>
      compareValues(first.sortValue, second.sortValue, direction) ||
      direction * compareIds(first.id, second.id),
  }
}

function asSort(sort: unknown): { field?: unknown; order?: unknown } {
  if (sort === undefined || sort === null) return {}
  return typeof sort === 'object' ? sort : refuseSearch('sort is not an object', 'sort')
}

const unknownField = (name: unknown): never =>
  refuseSearch(`There is no field ${shownValue(name)} to sort by`, 'sort')

function sortable<Item>(field: SearchField<Item>, item: Item): Position['sortValue'] {
  const value = field.value(item)
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' ? (value?.[0] ?? null) : (value ?? null)
}

/** What is absent comes last in either direction. */
function compareValues(
  first: Position['sortValue'],
  second: Position['sortValue'],
  direction: number,
): number {
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  if (typeof first === 'string' && typeof second === 'string') return direction * compareIds(first, second)
  return direction * (Number(first) - Number(second))
}

function compareIds(first: string, second: string): number {
  if (first === second) return 0
  return first < second ? -1 : 1
}
