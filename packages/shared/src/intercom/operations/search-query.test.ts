import { describe, expect, test } from 'vitest'
import { checkSearch } from './search-query.ts'
import type { SearchFilter, SearchGroup, SearchQuery, SearchSort } from './search-query.ts'
import { untyped } from './testing/untyped.ts'

const FILTER: SearchFilter = { field: 'email', operator: '=', value: 'ines@example.com' }

function group(...value: SearchGroup['value']): SearchGroup {
  return { operator: 'AND', value }
}

describe('a search', () => {
  test.each<[string, SearchQuery]>([
    ['one filter', FILTER],
    ['a value of null', { ...FILTER, value: null }],
    ['a list of values', { field: 'id', operator: 'IN', value: ['1', 2] }],
    ['fifteen filters', group(...Array.from({ length: 15 }, () => FILTER))],
    ['groups in a group', group(FILTER, { operator: 'OR', value: [FILTER, FILTER] })],
    ['a group without filters, which is Intercom’s to judge', group()],
  ])('takes %s', (_what, query) => {
    expect(() => checkSearch({ query })).not.toThrow()
  })

  test.each<[string, unknown, string]>([
    ['sixteen filters', group(...Array.from({ length: 16 }, () => FILTER)), 'query.value has more than 15'],
    ['a group three deep', group(FILTER, group(group(FILTER))), 'query.value[1].value[0] is a group'],
    [
      'sixteen in an inner group',
      group(group(...Array.from({ length: 16 }, () => FILTER))),
      'query.value[0]',
    ],
    [
      'an unknown operator',
      group(FILTER, untyped({ ...FILTER, operator: 'LIKE' })),
      'query.value[1].operator',
    ],
    ['a filter without a field', group(untyped({ operator: '=', value: 1 })), 'query.value[0].field'],
    ['a filter with an empty field', { ...FILTER, field: '' }, 'query.field'],
    ['a filter without a value', { field: 'a', operator: '=' }, 'query.value is missing'],
    ['a group that is no list', { operator: 'OR', value: FILTER }, 'query.value must be a list'],
    ['nothing', undefined, 'query must be'],
    ['null in a group', { operator: 'OR', value: [null] }, 'query.value[0] must be'],
    ['a text', 'email = a', 'query must be'],
  ])('refuses %s and says where', (_what, query, message) => {
    expect(() => checkSearch({ query: untyped<SearchQuery>(query) })).toThrow(message)
  })

  test('refuses a sort order of another name', () => {
    const sort = untyped<SearchSort>({ field: 'name', order: 'desc' })
    expect(() => checkSearch({ query: FILTER, sort })).toThrow('sort.order')
    expect(() => checkSearch({ query: FILTER, sort: { field: '', order: 'ascending' } })).toThrow(
      'sort.field',
    )
    expect(() => checkSearch({ query: FILTER, sort: { field: 'name', order: 'descending' } })).not.toThrow()
  })
})
