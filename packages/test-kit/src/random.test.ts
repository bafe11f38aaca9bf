import { expect, test } from 'vitest'

import { seededRandom } from './random.ts'

test('the same seed gives the same bytes in the same order, however they are cut', () => {
  const one = seededRandom('a')
  const other = seededRandom('a')

  const pieces = Buffer.concat([one.bytes(3), one.bytes(40), one.bytes(0), one.bytes(21)])

  expect(pieces).toEqual(other.bytes(64))
})

test('other seeds and later calls give other bytes', () => {
  const random = seededRandom(1)
  const seen = [random, random, seededRandom(2), seededRandom('1')].map((source) =>
    source.bytes(16).toString('hex'),
  )

  expect(new Set(seen).size).toBe(4)
})

test('bytes that were handed out can be changed without changing later ones', () => {
  const random = seededRandom(1)
  const twin = seededRandom(1)
  random.bytes(8).fill(0)
  twin.bytes(8)

  expect(random.bytes(8)).toEqual(twin.bytes(8))
})
