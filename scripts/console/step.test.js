import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { step } from './step.js'

/** @type {string[]} */
let printed
const print = (/** @type {string} */ line) => printed.push(line)

beforeEach(() => {
  vi.useFakeTimers()
  printed = []
})

afterEach(() => vi.useRealTimers())

test('a step says what it does, every 10 seconds that it still goes on and how far it is, and how long it took', async () => {
  const running = step(
    'Installing packages',
    async (progress) => {
      await vi.advanceTimersByTimeAsync(10_000)
      progress('7 of 9')
      await vi.advanceTimersByTimeAsync(12_300)
      return 'done'
    },
    { print },
  )
  expect(await running).toBe('done')
  expect(printed).toEqual([
    '→ Installing packages',
    '  still going, 10 s',
    '  still going, 20 s: 7 of 9',
    '✓ Installing packages: 22.3 s',
  ])
})

test('work that shows its own output is not interrupted', async () => {
  await step('Testing', () => vi.advanceTimersByTimeAsync(30_000), { print, showsItself: true })
  expect(printed).toEqual(['→ Testing', '✓ Testing: 30.0 s'])
})

test('a step that fails says so and passes the failure on', async () => {
  const failing = step('Testing', () => Promise.reject(new Error('no')), { print })
  await expect(failing).rejects.toThrow('no')
  expect(printed).toEqual(['→ Testing', '✗ Testing: gave up after 0.0 s'])
})

test('work that returns its failures is marked by them', async () => {
  const outcome = (/** @type {number} */ failed) => ({ ok: failed === 0, detail: `${failed} failed` })
  await step('Testing', () => Promise.resolve(2), { print, outcome })
  await step('Testing', () => Promise.resolve(0), { print, outcome })
  expect(printed.filter((line) => line !== '→ Testing')).toEqual([
    '✗ Testing: 0.0 s, 2 failed',
    '✓ Testing: 0.0 s, 0 failed',
  ])
})
