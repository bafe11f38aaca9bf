import { calendarDay } from './calendar-day.ts'
import type { FilterValue } from './read-filter-value.ts'
import { takesList } from './read-query.ts'
import type { Filter, Query } from './read-query.ts'
import type { FieldValue } from './search-field.ts'
import type { SearchSource } from './search-source.ts'

type Matches<Value> = (value: Value) => boolean

/** Makes a query into a test of one item. A group of filters stops at the first part that decides. */
export function matcherOf<Item>(query: Query<Item>, dates: SearchSource<Item>['dates']): Matches<Item> {
  if (query.kind === 'filter') {
    const matches = filterMatcher(query, dates)
    return (item) => matches(valuesOf(query.field.value(item)))
  }
  const parts = query.parts.map((part) => matcherOf(part, dates))
  return query.operator === 'AND'
    ? (item) => parts.every((matches) => matches(item))
    : (item) => parts.some((matches) => matches(item))
}

/** An absent value is one value, `null`: so `= null` finds it and `!= x` holds for it. */
function valuesOf(value: FieldValue): readonly FilterValue[] {
  if (typeof value === 'object' && value !== null) return value.length === 0 ? [null] : value.map(lowerCase)
  return [lowerCase(value ?? null)]
}

const lowerCase = (value: FilterValue): FilterValue =>
  typeof value === 'string' ? value.toLowerCase() : value

function filterMatcher<Item>(
  { field, operator, values }: Filter<Item>,
  dates: SearchSource<Item>['dates'],
): Matches<readonly FilterValue[]> {
  const isDate = field.kind === 'date'
  if (takesList(operator) && !(isDate && dates.by === 'day')) {
    // Looked up and not compared one by one: a list may be long, and there may be many items.
    const wanted = new Set(values)
    const isAmong: Matches<readonly FilterValue[]> = (held) => held.some((heldValue) => wanted.has(heldValue))
    return operator === 'NIN' ? (held) => !isAmong(held) : isAmong
  }
  const tests = values.map((value) =>
    isDate && dates.by === 'day' && typeof value === 'number'
      ? dayTest(operator, { value, timezone: dates.timezone })
      : valueTest(operator, { value, isDate }),
  )
  const some: Matches<readonly FilterValue[]> = (held) =>
    tests.some((test) => held.some((heldValue) => test(heldValue)))
  return isNegated(operator) ? (held) => !some(held) : some
}

function isNegated(operator: Filter<unknown>['operator']): boolean {
  return operator === '!=' || operator === 'NIN' || operator === '!~'
}

/** The operator without its negation, on one value. */
function valueTest(
  operator: Filter<unknown>['operator'],
  { value, isDate }: { value: FilterValue; isDate: boolean },
): Matches<FilterValue> {
  const number = typeof value === 'number' ? value : Number.NaN
  const text = typeof value === 'string' ? value : undefined
  const onNumbers = (test: Matches<number>) => (held: FilterValue) => typeof held === 'number' && test(held)
  const onTexts = (test: (held: string, wanted: string) => boolean) => (held: FilterValue) =>
    typeof held === 'string' && text !== undefined && test(held, text)
  switch (operator) {
    case '=':
    case '!=':
    case 'IN':
    case 'NIN':
      return (held) => held === value
    case '<':
      // Intercom's table for conversations: "Lower (or equal) than" on dates and integers that know no other form.
      return onNumbers((held) => held < number || (isDate && held === number))
    case '>':
      return onNumbers((held) => held > number || (isDate && held === number))
    case '<=':
      return onNumbers((held) => held <= number)
    case '>=':
      return onNumbers((held) => held >= number)
    case '~':
    case '!~':
      return onTexts((held, wanted) => held.includes(wanted))
    case '^':
      return onTexts((held, wanted) => held.startsWith(wanted))
    case '$':
      return onTexts((held, wanted) => held.endsWith(wanted))
  }
}

/** Days are told apart once a filter, not once an item: asking a time zone is slow. */
function dayTest(
  operator: Filter<unknown>['operator'],
  { value, timezone }: { value: number; timezone: string },
): Matches<FilterValue> {
  const { startsAt, endsBefore } = calendarDay(value, timezone)
  const onNumbers = (test: Matches<number>) => (held: FilterValue) => typeof held === 'number' && test(held)
  if (operator === '<') return onNumbers((held) => held < startsAt)
  if (operator === '>') return onNumbers((held) => held >= endsBefore)
  return onNumbers((held) => held >= startsAt && held < endsBefore)
}
