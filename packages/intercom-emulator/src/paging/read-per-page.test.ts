import { expect, test } from 'vitest'
import { readPage, readPerPage } from './read-per-page.ts'

const refusing = { standard: 20, perPageAboveMax: 'refused' } as const
const capping = { standard: 20, perPageAboveMax: 'capped' } as const

test.for([
  [undefined, 20],
  [null, 20],
  ['', 20],
  ['1', 1],
  [150, 150],
  ['150', 150],
] as const)('per_page %j gives %i', ([value, perPage]) => {
  expect(readPerPage(value, refusing)).toBe(perPage)
})

test.for([0, '0', -1, '-1', 1.5, '1.5', 'ten', true, {}, '9999999999'])('per_page %j is refused', (value) => {
  expect(() => readPerPage(value, capping)).toThrow('per_page must be a number from 1')
})

test('more than 150 is refused, or capped where the switch says so', () => {
  expect(() => readPerPage(151, refusing)).toThrow('per_page must not be greater than 150')
  expect(readPerPage(151, capping)).toBe(150)
})

test('page is 1 by default and a number from 1', () => {
  expect([readPage(undefined), readPage('7')]).toEqual([1, 7])
  expect(() => readPage('0')).toThrow('page must be a number from 1')
})
