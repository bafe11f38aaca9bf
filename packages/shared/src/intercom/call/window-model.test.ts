import { describe, expect, test } from 'vitest'
import { WindowModel } from './window-model.ts'

const model = () => new WindowModel({ jitterMs: () => 0 })
const used = (limit: number) => ({ window: { limit, remaining: 0, reset: 10, resetInMs: 8_000 } })

test.each([0, 1])('after a limit of %d one call may ask again when the window is over', (limit) => {
  const window = model()
  window.begin(0)
  window.end(100, used(limit))
  expect(window.startAtMs(200)).toBe(8_100)
  expect(window.startAtMs(8_100)).toBe(8_100)
  window.begin(8_100)
  expect(window.startAtMs(8_101)).toBeGreaterThan(8_101)
})

describe('a clock that is set back', () => {
  const HOUR_MS = 3_600_000

  test('makes nobody wait longer for a window', () => {
    const window = model()
    window.begin(HOUR_MS)
    window.end(HOUR_MS + 100, used(20))
    expect(window.startAtMs(HOUR_MS + 1_100)).toBe(HOUR_MS + 8_100)
    expect(window.startAtMs(1_100)).toBe(8_100)
    expect(window.estimateMs(1_100, 0)).toBe(7_000)
  })

  test('makes nobody wait longer for the first answer', () => {
    const window = model()
    window.begin(HOUR_MS)
    expect(window.startAtMs(HOUR_MS)).toBe(HOUR_MS + 1_000)
    expect(window.startAtMs(10)).toBe(1_010)
  })
})
