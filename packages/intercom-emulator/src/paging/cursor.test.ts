import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RestError } from '../rest/operation.ts'
import { readCursor, writeCursor } from './cursor.ts'

const anyCursor = fc.record({
  sortValue: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
  id: fc.string(),
  page: fc.integer({ min: 2, max: 1_000_000 }),
})

test('a cursor comes back as it was written', () => {
  fc.assert(
    fc.property(anyCursor, (cursor) => {
      expect(readCursor(writeCursor(cursor))).toEqual(cursor)
    }),
  )
})

test.for([undefined, null, ''])('%j is no cursor', (value) => {
  expect(readCursor(value)).toBeUndefined()
})

test('everything else is refused in Intercom’s words', () => {
  const made = [5, {}, 'x', '%%', btoa('[]'), btoa('[1,"id",1]'), btoa('[1,2,3]'), btoa('{"page":2}')]
  fc.assert(
    fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom(...made)), (value) => {
      expect(() => readCursor(value)).toThrow(RestError)
      expect(() => readCursor(value)).toThrow(/^Invalid starting_after param\. Please try again/)
    }),
  )
})
