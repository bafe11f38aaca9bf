import { expect, test } from 'vitest'
import { equalSecrets, makeCode } from './secret-values.ts'

test.for([
  [0, ''],
  [1, '=='],
  [2, '='],
] as const)('a code of length choice %s ends in "%s"', ([choice, ending]) => {
  const code = makeCode((size) => Buffer.alloc(size, choice))
  expect(/[^=](=*)$/.exec(code)?.[1]).toBe(ending)
})

test('secrets are equal only as a whole', () => {
  expect(equalSecrets('latchkey', 'latchkey')).toBe(true)
  expect(equalSecrets('latchkey', 'latchke')).toBe(false)
  expect(equalSecrets('latchkey', '')).toBe(false)
})
