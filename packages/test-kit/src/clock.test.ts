import { expect, test } from 'vitest'

import { fakeClock } from './clock.ts'

test('time stands still until it is moved', async () => {
  const clock = fakeClock(1_000)

  expect(clock.now()).toBe(1_000)
  await clock.advance(250)
  expect(clock.now()).toBe(1_250)
})

test('sleeps end in the order of their due times, each at its own time, and no later ones', async () => {
  const clock = fakeClock(0)
  const woken: string[] = []
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms)
    woken.push(`${name} at ${clock.now()}`)
  }
  void sleeper('late', 300)
  void sleeper('early', 100)
  void sleeper('as early', 100)
  void sleeper('too late', 301)

  await clock.advance(300)

  expect(woken).toEqual(['early at 100', 'as early at 100', 'late at 300'])
  expect(clock.pending).toBe(1)
})

test('a loop that sleeps runs as often as it fits into the advance', async () => {
  const clock = fakeClock(0)
  const ticks: number[] = []
  const loop = async () => {
    while (ticks.length < 100) {
      await clock.sleep(100)
      await Promise.resolve()
      ticks.push(clock.now())
    }
  }
  void loop()

  await clock.advance(350)

  expect(ticks).toEqual([100, 200, 300])
  expect(clock.now()).toBe(350)
})

test('a sleep ends with an AbortError when its signal aborts, and is pending no more', async () => {
  const clock = fakeClock()
  const controller = new AbortController()
  const sleep = clock.sleep(1_000, { signal: controller.signal })

  controller.abort(new Error('asked to stop'))

  await expect(sleep).rejects.toMatchObject({ name: 'AbortError', cause: { message: 'asked to stop' } })
  expect(clock.pending).toBe(0)
})

test('a sleep whose signal has aborted before never begins', async () => {
  const clock = fakeClock()

  await expect(clock.sleep(1_000, { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  expect(clock.pending).toBe(0)
})

test('a sleep of no time ends at once', async () => {
  const clock = fakeClock()

  await clock.sleep(0)

  expect(clock.pending).toBe(0)
})

test('set goes to a time, ends what falls due before it, and can put the clock back', async () => {
  const clock = fakeClock(1_000)
  const early = clock.sleep(500)

  await clock.set(2_000)
  await early
  expect(clock.now()).toBe(2_000)

  const later = clock.sleep(100)
  await clock.set(500)
  expect(clock.now()).toBe(500)
  expect(clock.pending).toBe(1)
  await clock.advance(1_600)
  await later
})

test('untilPending resolves when code has come to its wait', async () => {
  const clock = fakeClock()
  const waiting = clock.untilPending(2)

  void clock.sleep(10)
  void clock.sleep(20)

  await waiting
  await clock.untilPending(1)
  expect(clock.pending).toBe(2)
})

test('time does not advance backwards', async () => {
  await expect(fakeClock().advance(-1)).rejects.toThrow(RangeError)
})
