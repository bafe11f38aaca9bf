const OPERATORS = ['=', '!=', 'IN', 'NIN', '<', '<=', '>', '>=', '~', '!~', '^', '$'] as const
const FILTERS_MAX = 15
const NESTING_MAX = 2

type SearchValue = string | number | boolean | null | readonly (string | number)[]

/**
 * One comparison. `~` contains, `!~` does not contain, `^` starts with, `$` ends with; `IN` and `NIN` take a
 * list. Which operators a field takes is Intercom's to say. A contact's dates compare by day in the
 * workspace's time zone.
 */
export interface SearchFilter {
  field: string
  operator: (typeof OPERATORS)[number]
  value: SearchValue
}

/** Filters of which all (`AND`) or any (`OR`) must hold: at most 15, groups at most two deep. */
export interface SearchGroup {
  operator: 'AND' | 'OR'
  value: readonly (SearchFilter | SearchGroup)[]
}

export type SearchQuery = SearchFilter | SearchGroup

/** `field` is any that can be searched by. */
export interface SearchSort {
  field: string
  order: 'ascending' | 'descending'
}

/**
 * Refuses what Intercom would refuse, or answer with a 500: an unknown operator, a filter without a field,
 * over 15 entries in a group, groups more than two deep, a sort order of another name.
 *
 * @throws TypeError or RangeError that names the place, such as `query.value[3].operator`
 */
export function checkSearch({ query, sort }: { query: SearchQuery; sort?: SearchSort | undefined }): void {
  checkQuery(query, { place: 'query', depth: 1 })
  if (sort === undefined) return
  if (typeof sort.field !== 'string' || sort.field === '') throw new TypeError('sort.field must be a field')
  if (sort.order !== 'ascending' && sort.order !== 'descending') {
    throw new TypeError('sort.order must be ascending or descending')
  }
}

function checkQuery(query: SearchQuery, { place, depth }: { place: string; depth: number }): void {
  if (typeof query !== 'object' || query === null) {
    throw new TypeError(`${place} must be a filter or a group of filters`)
  }
  if (!isGroup(query)) return checkFilter(query, place)
  if (!Array.isArray(query.value)) throw new TypeError(`${place}.value must be a list of filters`)
  if (depth > NESTING_MAX) throw new RangeError(`${place} is a group more than ${NESTING_MAX} deep`)
  if (query.value.length > FILTERS_MAX) {
    throw new RangeError(`${place}.value has more than ${FILTERS_MAX} filters`)
  }
  for (const [index, entry] of query.value.entries()) {
    checkQuery(entry, { place: `${place}.value[${index}]`, depth: depth + 1 })
  }
}

function checkFilter({ field, operator, value }: SearchFilter, place: string): void {
  if (typeof field !== 'string' || field === '') throw new TypeError(`${place}.field must be a field's name`)
  if (!OPERATORS.includes(operator)) {
    throw new TypeError(`${place}.operator must be one of ${OPERATORS.join(' ')}`)
  }
  if (value === undefined) throw new TypeError(`${place}.value is missing`)
}

function isGroup(query: SearchQuery): query is SearchGroup {
  return query.operator === 'AND' || query.operator === 'OR'
}
