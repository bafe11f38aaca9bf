import { describe, expect, test } from 'vitest'
import { createMovableClock } from './clock.ts'

const standingStill = () => createMovableClock({ now: () => 1_000 })

describe('A task of the clock', () => {
  test('runs when the clock is moved to its time, and once only', () => {
    const clock = standingStill()
    let runs = 0
    clock.after(60_000, () => {
      runs += 1
    })
    clock.advance(59_999)
    expect(runs).toBe(0)
    clock.advance(1)
    expect(runs).toBe(1)
    clock.advance(60_000)
    expect(runs).toBe(1)
  })

  test('runs after those that were due before it, at a time that is already the new one', () => {
    const clock = standingStill()
    const ran: [string, number][] = []
    clock.after(20, () => ran.push(['second', clock.now()]))
    clock.after(10, () => ran.push(['first', clock.now()]))
    clock.set(5_000)
    expect(ran).toEqual([
      ['first', 5_000],
      ['second', 5_000],
    ])
  })

  test('does not run once it is cancelled, not even by a task of the same moment', () => {
    const clock = standingStill()
    const ran: string[] = []
    const cancelFirst = clock.after(1, () => ran.push('cancelled'))
    cancelFirst()
    clock.after(2, () => cancelLast())
    const cancelLast = clock.after(3, () => ran.push('cancelled by another'))
    clock.advance(10)
    expect(ran).toEqual([])
  })

  test('runs when a clock that was set back is reset', () => {
    const clock = standingStill()
    let runs = 0
    clock.advance(-5_000)
    clock.after(4_000, () => {
      runs += 1
    })
    clock.reset()
    expect(runs).toBe(1)
  })

  test('runs by itself on a clock that goes', async () => {
    const clock = createMovableClock(Date)
    const startedMs = clock.now()
    await new Promise<void>((resolve) => {
      // Keeps the process alive, which the clock's own timer does not.
      const alive = setInterval(() => {}, 1_000)
      clock.after(5, () => {
        clearInterval(alive)
        resolve()
      })
    })
    expect(clock.now() - startedMs).toBeGreaterThanOrEqual(5)
  })
})
