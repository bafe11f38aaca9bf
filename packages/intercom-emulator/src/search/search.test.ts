import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RestError } from '../rest/operation.ts'
import { booleanField, dateField, integerField, tagField, textField } from './search-field.ts'
import { searchPage } from './search.ts'
import type { SearchRequest } from './search.ts'
import type { SearchSource } from './search-source.ts'

interface Person {
  id: string
  email: string | null
  age: number
  createdAt: number
  isOpen: boolean
  tags: string[]
}

const hourSeconds = 3600
const people: Person[] = Array.from({ length: 60 }, (_, index) => ({
  id: `p${index}`,
  email: index % 10 === 0 ? null : `Person${index}@mail.example`,
  age: index % 7,
  createdAt: Date.UTC(2026, 0, 1) / 1000 + index * hourSeconds,
  isOpen: index % 2 === 0,
  tags: index % 5 === 0 ? ['a', 'b'] : [],
}))

function sourceOf(overrides: Partial<SearchSource<Person>> = {}): SearchSource<Person> {
  return {
    fields: {
      id: textField({
        value: (person) => person.id,
        find: (id) => people.filter((person) => person.id === id),
      }),
      email: textField({ value: (person) => person.email }),
      age: integerField((person) => person.age),
      created_at: dateField((person) => person.createdAt),
      open: booleanField((person) => person.isOpen),
      tag_id: tagField((person) => person.tags),
    },
    newestFirst: () => people.toReversed(),
    idOf: (person) => person.id,
    perPageDefault: 150,
    dates: { by: 'second' },
    ...overrides,
  }
}

function search(body: unknown, options: Partial<SearchRequest> = {}, source = sourceOf()) {
  return searchPage({ body, version: '2.16', perPageAboveMax: 'refused', ...options }, source)
}

const filter = (field: string, operator: string, value: unknown) => ({ query: { field, operator, value } })
const idsOf = (body: unknown, ...rest: [Partial<SearchRequest>?, SearchSource<Person>?]) =>
  search(body, ...rest).items.map((person) => person.id)

function refusalOf(body: unknown, ...rest: [Partial<SearchRequest>?, SearchSource<Person>?]) {
  try {
    search(body, ...rest)
  } catch (error) {
    if (error instanceof RestError) return { status: error.status, code: error.code, message: error.message }
    throw error
  }
  throw new Error('The search was not refused')
}

describe('A filter', () => {
  test.for([
    ['email', '=', 'person3@mail.example', (person: Person) => person.id === 'p3'],
    ['email', '=', null, (person: Person) => person.email === null],
    ['email', '!=', 'person3@mail.example', (person: Person) => person.id !== 'p3'],
    ['email', '~', 'SON1', (person: Person) => person.email?.includes('son1') === true],
    ['email', '!~', 'son1', (person: Person) => person.email?.includes('son1') !== true],
    ['email', '^', 'person2', (person: Person) => person.email?.startsWith('Person2') === true],
    ['email', '$', '9@mail.example', (person: Person) => person.email?.endsWith('9@mail.example') === true],
    ['age', '=', 3, (person: Person) => person.age === 3],
    ['age', '<', '3', (person: Person) => person.age < 3],
    ['age', '>', 3, (person: Person) => person.age > 3],
    ['age', '<=', 3, (person: Person) => person.age <= 3],
    ['age', '>=', 3, (person: Person) => person.age >= 3],
    ['age', 'IN', [1, '2'], (person: Person) => person.age === 1 || person.age === 2],
    ['age', 'NIN', [1, 2], (person: Person) => person.age !== 1 && person.age !== 2],
    ['open', '=', true, (person: Person) => person.isOpen],
    ['open', '!=', 'true', (person: Person) => !person.isOpen],
    ['tag_id', '=', 'b', (person: Person) => person.tags.includes('b')],
    ['tag_id', '!=', 'b', (person: Person) => !person.tags.includes('b')],
  ] as const)('%s %s %j finds exactly what it says', ([field, operator, value, holds]) => {
    const expected = people.filter((person) => holds(person)).map((person) => person.id)
    expect(idsOf(filter(field, operator, value)).toSorted()).toEqual(expected.toSorted())
  })

  test('on a date includes the moment itself', () => {
    const moment = people[20]?.createdAt
    expect(search(filter('created_at', '>', moment)).total).toBe(40)
    expect(search(filter('created_at', '<', moment)).total).toBe(21)
  })

  test('by day takes the whole day in the time zone, and starts with the next one', () => {
    const byDay = (timezone: string) => sourceOf({ dates: { by: 'day', timezone } })
    const noon = Date.UTC(2026, 0, 2, 12) / 1000
    const totalIn = (operator: string, timezone: string) =>
      search(filter('created_at', operator, noon), {}, byDay(timezone)).total
    // The items are one an hour from midnight of 1 January, UTC.
    expect(['=', '>', '<'].map((operator) => totalIn(operator, 'UTC'))).toEqual([24, 12, 24])
    expect(['=', '>', '<'].map((operator) => totalIn(operator, 'Australia/Sydney'))).toEqual([24, 23, 13])
  })

  test.for([8_640_000_000_000, Number.MAX_SAFE_INTEGER])('by day compares with %d seconds too', (far) => {
    const byDay = sourceOf({ dates: { by: 'day', timezone: 'Pacific/Kiritimati' } })
    const total = (operator: string, value: number) =>
      search(filter('created_at', operator, value), {}, byDay).total
    expect([total('<', far), total('>', far), total('=', far)]).toEqual([people.length, 0, 0])
    expect([total('<', -far), total('>', -far), total('=', -far)]).toEqual([0, people.length, 0])
  })
})

describe('Groups', () => {
  const either = { operator: 'OR', value: [filter('age', '=', 1).query, filter('age', '=', 2).query] }

  test('combine filters, nested twice', () => {
    const query = { operator: 'AND', value: [either, filter('open', '=', true).query] }
    const expected = people.filter((person) => (person.age === 1 || person.age === 2) && person.isOpen)
    expect(search({ query }).total).toBe(expected.length)
  })

  test('nested three times are refused', () => {
    const query = { operator: 'AND', value: [{ operator: 'OR', value: [either] }] }
    expect(refusalOf({ query })).toMatchObject({ status: 400, code: 'parameter_invalid' })
  })

  test('take fifteen filters and refuse sixteen', () => {
    const group = (count: number) => ({
      query: {
        operator: 'OR',
        value: Array.from({ length: count }, (_, age) => filter('age', '=', age).query),
      },
    })
    expect(search(group(15)).total).toBe(60)
    expect(refusalOf(group(16))).toMatchObject({ status: 400, code: 'parameter_invalid' })
  })
})

describe('Equality on an inverted field', () => {
  const unread = sourceOf({
    newestFirst: () => {
      throw new Error('The items were scanned')
    },
  })

  test('needs no scan, alone or as a part of a group', () => {
    expect(idsOf(filter('id', '=', 'p3'), {}, unread)).toEqual(['p3'])
    expect(idsOf(filter('id', 'IN', ['p3', 'p4', 'p3', 'nobody']), {}, unread)).toEqual(['p4', 'p3'])
    const young = { operator: 'AND', value: [filter('id', '=', 'p3').query, filter('age', '<', 3).query] }
    expect(idsOf({ query: young }, {}, unread)).toEqual([])
    const both = { operator: 'OR', value: [filter('id', '=', 'p3').query, filter('id', '=', 'p5').query] }
    expect(idsOf({ query: both }, {}, unread)).toEqual(['p5', 'p3'])
  })

  test('still scans where another part of an OR must', () => {
    const query = { operator: 'OR', value: [filter('id', '=', 'p3').query, filter('age', '=', 1).query] }
    expect(() => search({ query }, {}, unread)).toThrow('The items were scanned')
  })
})

test('a scan looks at the newest items up to its bound, and counts what it found', () => {
  expect(search(filter('age', '>=', 0), { scannedMax: 10 }).total).toBe(10)
  expect(idsOf(filter('age', '>=', 0), { scannedMax: 2 })).toEqual(['p59', 'p58'])
})

describe('The order', () => {
  test('is the newest first by default, else by any field, what is absent last', () => {
    expect(idsOf(filter('age', '>=', 0)).slice(0, 2)).toEqual(['p59', 'p58'])
    const byEmail = { ...filter('id', 'IN', ['p0', 'p1', 'p2']), sort: { field: 'email' } }
    expect(idsOf({ ...byEmail, sort: { field: 'email', order: 'ascending' } })).toEqual(['p1', 'p2', 'p0'])
    expect(idsOf(byEmail)).toEqual(['p2', 'p1', 'p0'])
  })

  test('is refused where it is not one', () => {
    expect(refusalOf({ ...filter('age', '=', 1), sort: { field: 'age', order: 'desc' } })).toEqual({
      status: 400,
      code: 'invalid_sort_order',
      message: "Invalid sort order 'desc'. Must be one of: ascending, descending",
    })
    expect(refusalOf({ ...filter('age', '=', 1), sort: { field: 'nothing' } })).toMatchObject({ status: 400 })
  })
})

test('pages of any size show every match exactly once, in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 150 }),
      fc.constantFrom('age', 'email', 'created_at', 'open'),
      fc.constantFrom('ascending', 'descending'),
      (perPage, field, order) => {
        const body = { ...filter('age', '>=', 0), sort: { field, order } }
        const seen: string[] = []
        let after: string | undefined
        do {
          const pagination = { per_page: perPage, ...(after !== undefined && { starting_after: after }) }
          const { items, pages, total } = search({ ...body, pagination })
          expect(total).toBe(people.length)
          seen.push(...items.map((person) => person.id))
          after = pages.next?.starting_after
        } while (after !== undefined)
        expect(seen).toEqual(idsOf(body))
        expect(new Set(seen).size).toBe(people.length)
      },
    ),
  )
})

test('a long list of values is looked up in, not gone through for each item', () => {
  const many = sourceOf({ newestFirst: () => Array.from({ length: 20_000 }, () => people[1] ?? never()) })
  const values = Array.from({ length: 100_000 }, (_, index) => `nobody${index}`)
  expect(search(filter('email', 'IN', values), {}, many).total).toBe(0)
  expect(search(filter('email', 'NIN', values), {}, many).total).toBe(20_000)
})

function never(): never {
  throw new Error('There are sixty people')
}

const manyLists = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown
test.for([
  ['an order', (odd: unknown) => ({ ...filter('age', '=', 1), sort: { field: 'age', order: odd } })],
  ['a field to sort by', (odd: unknown) => ({ ...filter('age', '=', 1), sort: { field: odd } })],
  ['an operator', (odd: unknown) => ({ query: { field: 'age', operator: odd, value: 1 } })],
] as const)('%s that is no text is refused, whatever it is', ([, bodyWith]) => {
  for (const odd of [5, true, {}, { toString: 1 }, manyLists]) {
    expect(refusalOf(bodyWith(odd))).toMatchObject({ status: 400 })
  }
})

test.for([
  ['no query', {}],
  ['no body', undefined],
  ['a query that is a list', { query: [] }],
  ['an unknown field', filter('shoe_size', '=', 1)],
  ['a field named like what every object has', filter('constructor', '=', 'x')],
  ['an unknown operator', filter('age', '==', 1)],
  ['an operator of another type', filter('open', '>', true)],
  ['a list operator on tags', filter('tag_id', 'IN', ['a'])],
  ['a value of another type', filter('created_at', '=', 'foorbar')],
  ['IN without a list', filter('age', 'IN', 1)],
  ['a list without IN', filter('age', '=', [1])],
  ['an empty group', { query: { operator: 'AND', value: [] } }],
  ['a page of 151', { ...filter('age', '=', 1), pagination: { per_page: 151 } }],
  ['an empty page', { ...filter('age', '=', 1), pagination: { per_page: 0 } }],
] as const)('%s is a 400', ([, body]) => {
  expect(refusalOf(body)).toMatchObject({ status: 400, code: 'parameter_invalid' })
})

test('a cursor that no page gave is a 400 client_error', () => {
  const body = { ...filter('age', '=', 1), pagination: { starting_after: 'nonsense' } }
  expect(refusalOf(body)).toMatchObject({ status: 400, code: 'client_error' })
})

test('before 2.16 there are no <= and >=, and no rule against inequality of days', () => {
  expect(refusalOf(filter('age', '>=', 1), { version: '2.14' })).toMatchObject({ status: 400 })
  const byDay = sourceOf({ dates: { by: 'day', timezone: 'UTC' } })
  const unequal = filter('created_at', '!=', Date.UTC(2026, 0, 1) / 1000)
  expect(search(unequal, { version: '2.14' }, byDay).total).toBe(36)
  expect(refusalOf(unequal, {}, byDay)).toMatchObject({ status: 400 })
})
