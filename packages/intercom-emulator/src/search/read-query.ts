import { apiVersions } from '../rest/operation.ts'
import type { ApiVersion } from '../rest/operation.ts'
import { readFilterValue } from './read-filter-value.ts'
import type { FilterValue } from './read-filter-value.ts'
import { refuseSearch, shownValue } from './refuse-search.ts'
import type { FieldKind, SearchField } from './search-field.ts'
import type { SearchSource } from './search-source.ts'

export const operators = ['=', '!=', 'IN', 'NIN', '<', '>', '<=', '>=', '~', '!~', '^', '$'] as const
export type Operator = (typeof operators)[number]

/** One comparison. Several values only of `IN` and `NIN`. */
export interface Filter<Item> {
  kind: 'filter'
  field: SearchField<Item>
  operator: Operator
  values: readonly FilterValue[]
  /** The values as they came: what is looked up may tell cases apart. */
  asGiven: readonly unknown[]
}

export interface FilterGroup<Item> {
  kind: 'group'
  operator: 'AND' | 'OR'
  parts: readonly Query<Item>[]
}

export type Query<Item> = Filter<Item> | FilterGroup<Item>

const groupsNestedMax = 2
const filtersOfGroupMax = 15

const equality: readonly Operator[] = ['=', '!=', 'IN', 'NIN']
const operatorsOfKind: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: [...equality, '~', '!~', '^', '$'],
  integer: [...equality, '<', '>', '<=', '>='],
  date: [...equality, '<', '>'],
  boolean: equality,
  tag: ['=', '!='],
}

interface Reader<Item> {
  source: SearchSource<Item>
  version: ApiVersion
}

/**
 * Reads the `query` of a search: one filter, or AND/OR groups of at most 15, nested at most twice.
 *
 * @throws RestError 400 for an unknown field, an operator that the field does not take, a value of another type
 */
export function readQuery<Item>(query: unknown, reader: Reader<Item>, depth = 1): Query<Item> {
  const { field, operator, value } = asFields(query)
  if (operator !== 'AND' && operator !== 'OR') return readFilter({ field, operator, value }, reader)
  if (depth > groupsNestedMax) refuseSearch('Filters can be nested at most twice', 'query')
  if (!Array.isArray(value) || value.length === 0) {
    return refuseSearch(`The value of ${operator} must be a list of filters`, 'value')
  }
  if (value.length > filtersOfGroupMax) {
    refuseSearch(`A group can have at most ${filtersOfGroupMax} filters`, 'value')
  }
  const parts = value.map((part: unknown) => readQuery(part, reader, depth + 1))
  return { kind: 'group', operator, parts }
}

function readFilter<Item>(
  input: { field: unknown; operator: unknown; value: unknown },
  { source, version }: Reader<Item>,
): Filter<Item> {
  const name = typeof input.field === 'string' ? input.field : refuseSearch('A filter needs a field', 'field')
  const field = fieldOf(source, name) ?? refuseSearch(`There is no field ${name} to search by`, name)
  const operator = operators.find((known) => known === input.operator)
  if (operator === undefined || !takes(field, operator, { byDay: source.dates.by === 'day', version })) {
    return refuseSearch(`The operator ${shownValue(input.operator)} is not supported on ${name}`, name)
  }
  const asGiven: readonly unknown[] = takesList(operator)
    ? asList(input.value, { operator, name })
    : [input.value]
  const values = asGiven.map((value) => readFilterValue(value, { field, name }))
  return { kind: 'filter', field, operator, values, asGiven }
}

/** Whether the value of an operator is a list. */
export function takesList(operator: Operator): boolean {
  return operator === 'IN' || operator === 'NIN'
}

function asList(
  value: unknown,
  { operator, name }: { operator: Operator; name: string },
): readonly unknown[] {
  return Array.isArray(value) ? value : refuseSearch(`${operator} takes a list of values`, name)
}

/** The searchable field of that name. */
export function fieldOf<Item>(source: SearchSource<Item>, name: string): SearchField<Item> | undefined {
  return Object.hasOwn(source.fields, name) ? source.fields[name] : source.otherField?.(name)
}

function takes<Item>(
  field: SearchField<Item>,
  operator: Operator,
  { byDay, version }: { byDay: boolean; version: ApiVersion },
): boolean {
  if (!operatorsOfKind[field.kind].includes(operator)) return false
  const isNewest = version === apiVersions.at(-1)
  if (operator === '<=' || operator === '>=') return isNewest
  // Only the description of 2.16 says that dates compared by day have no inequality and no lists.
  const isEqualityAlone = operator === '!=' || operator === 'IN' || operator === 'NIN'
  return !(isNewest && byDay && field.kind === 'date' && isEqualityAlone)
}

function asFields(query: unknown): Record<'field' | 'operator' | 'value', unknown> {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    return refuseSearch('The query is missing or not an object', 'query')
  }
  // An object, as just checked; whatever it holds is unknown.
  const { field, operator, value } = query as Record<'field' | 'operator' | 'value', unknown>
  return { field, operator, value }
}
