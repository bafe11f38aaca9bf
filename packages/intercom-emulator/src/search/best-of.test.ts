import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestOf } from './best-of.ts'

test('the best of any items are the first ones of all in order, equal ones as they came', () => {
  const anyItems = fc.array(fc.record({ rank: fc.nat(9), name: fc.string() }))
  fc.assert(
    fc.property(anyItems, fc.nat(12), (items, count) => {
      const compare = (first: { rank: number }, second: { rank: number }) => first.rank - second.rank
      expect(bestOf(items, { count, compare })).toEqual(items.toSorted(compare).slice(0, count))
    }),
  )
})
