import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDigitIds, createHexIds } from './item-ids.ts'

const anyIndex = fc.integer({ min: 0, max: 0xffff_ffff })
const makers = [
  ['hex', createHexIds, /^[0-9a-f]{24}$/],
  ['digit', createDigitIds, /^2\d{14}$/],
] as const

test.for(makers)('every %s id gives its index back', ([, create, form]) => {
  const ids = create('harbour1', 'contacts')
  fc.assert(
    fc.property(anyIndex, (index) => {
      expect(ids.idOf(index)).toMatch(form)
      expect(ids.indexOf(ids.idOf(index))).toBe(index)
    }),
  )
})

test('a hex id with any digit changed is nobody’s', () => {
  const ids = createHexIds('harbour1', 'contacts')
  fc.assert(
    fc.property(anyIndex, fc.nat({ max: 23 }), fc.integer({ min: 1, max: 15 }), (index, position, change) => {
      const id = ids.idOf(index)
      const digit = (Number.parseInt(id.charAt(position), 16) ^ change).toString(16)
      expect(ids.indexOf(id.slice(0, position) + digit + id.slice(position + 1))).toBeUndefined()
    }),
  )
})

test('a digit id with a changed checksum is nobody’s', () => {
  const ids = createDigitIds('harbour1', 'conversations')
  fc.assert(
    fc.property(anyIndex, fc.integer({ min: 1, max: 9999 }), (index, change) => {
      const id = ids.idOf(index)
      const checksum = String((Number(id.slice(11)) + change) % 10_000).padStart(4, '0')
      expect(ids.indexOf(id.slice(0, 11) + checksum)).toBeUndefined()
    }),
  )
})

test('foreign texts and ids of another workspace or resource are nobody’s', () => {
  const ids = createHexIds('harbour1', 'contacts')
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(ids.indexOf(text)).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(anyIndex, (index) => {
      expect(ids.indexOf(createHexIds('linden02', 'contacts').idOf(index))).toBeUndefined()
      expect(ids.indexOf(createHexIds('harbour1', 'companies').idOf(index))).toBeUndefined()
      expect(ids.indexOf(ids.idOf(index).toUpperCase().replaceAll(/\d/g, 'A'))).toBeUndefined()
    }),
  )
})

test('neighbouring indexes look unrelated', () => {
  const ids = createHexIds('harbour1', 'contacts')
  const starts = Array.from({ length: 1000 }, (_, index) => ids.idOf(index).slice(0, 3))
  expect(new Set(starts).size).toBeGreaterThan(800)
})
