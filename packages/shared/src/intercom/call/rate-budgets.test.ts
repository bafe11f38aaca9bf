import { expect, test } from 'vitest'
import { createRateBudgets } from './rate-budgets.ts'

test('a workspace has one budget', () => {
  const budgets = createRateBudgets()
  expect(budgets.of('a')).toBe(budgets.of('a'))
  expect(budgets.of('a')).not.toBe(budgets.of('b'))
})

test('the one not asked for longest goes first', () => {
  const budgets = createRateBudgets({ max: 2 })
  const [first, second] = [budgets.of('a'), budgets.of('b')]
  budgets.of('a')
  budgets.of('c')
  expect(budgets.of('a')).toBe(first)
  expect(budgets.of('b')).not.toBe(second)
})

test('one with a call in flight stays while another can go', () => {
  const budgets = createRateBudgets({ max: 2 })
  const busy = budgets.of('busy')
  busy.tryEnter()
  const idle = budgets.of('idle')
  budgets.of('new')
  expect(budgets.of('busy')).toBe(busy)
  expect(budgets.of('idle')).not.toBe(idle)
})

test.each([0, -1, 1.5, Number.NaN])('a bound of %d is refused', (max) => {
  expect(() => createRateBudgets({ max })).toThrow(RangeError)
})
