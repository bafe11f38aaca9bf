import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRegion } from './region.ts'

test.each([
  ['US', 'us'],
  ['us', 'us'],
  ['United States', 'us'],
  ['U.S.', 'us'],
  ['EU', 'eu'],
  ['Europe', 'eu'],
  [' europe ', 'eu'],
  ['AU', 'au'],
  ['Australia', 'au'],
  ['Mars', 'unknown'],
  ['', 'unknown'],
  ['constructor', 'unknown'],
  ['https://evil.example/eu', 'unknown'],
])('the region %j is read as %s', (value, region) => {
  expect(parseRegion(value)).toBe(region)
})

test('a region is one of four words, whatever came', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(['us', 'eu', 'au', 'unknown']).toContain(parseRegion(value))
    }),
  )
})

test('case and surrounding space never change the region', () => {
  const known = fc.constantFrom('us', 'united states', 'eu', 'europe', 'au', 'australia')
  fc.assert(
    fc.property(known, fc.infiniteStream(fc.boolean()), (name, upper) => {
      const spelled = Array.from(name, (letter) => (upper.next().value ? letter.toUpperCase() : letter)).join(
        '',
      )
      expect(parseRegion(` ${spelled}\t`)).toBe(parseRegion(name))
      expect(parseRegion(name)).not.toBe('unknown')
    }),
  )
})
