import { refuseSearch } from './refuse-search.ts'
import type { SearchField } from './search-field.ts'

/** A value to compare with, of the field's own type; texts in lower case, as comparing ignores case. `null` is absent. */
export type FilterValue = string | number | boolean | null

/**
 * Reads the value of a filter. Numbers and booleans may come as texts, as Intercom's own examples send them.
 *
 * @throws RestError 400 where it is not of the field's type
 */
export function readFilterValue<Item>(
  value: unknown,
  { field, name }: { field: SearchField<Item>; name: string },
): FilterValue {
  if (value === null) return null
  const read = readers[field.kind](value)
  return read ?? refuseSearch(`The value for ${name} is not of its type (${field.kind})`, name)
}

const readText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.toLowerCase()
  return typeof value === 'number' ? String(value) : undefined
}

const readInteger = (value: unknown): number | undefined => {
  if (typeof value === 'string' && !/^-?\d{1,15}$/.test(value)) return undefined
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

const readBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value
  if (value === 'true') return true
  return value === 'false' ? false : undefined
}

const readers = {
  text: readText,
  tag: readText,
  integer: readInteger,
  date: readInteger,
  boolean: readBoolean,
} satisfies Record<SearchField<unknown>['kind'], (value: unknown) => FilterValue | undefined>
