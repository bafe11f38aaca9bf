import type { Clock } from '#api/platform/clock.ts'

/** Something to wait for that can be rung at any time: a ring while nobody waits ends the next wait at once. */
export interface Alarm {
  ring(): void
  /** Resolves at the next ring, or after `ms` milliseconds. */
  wait(ms: number): Promise<void>
}

export function createAlarm(clock: Clock): Alarm {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(ms) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const sleep = new AbortController()
      wake = resolve
      if (!rung) {
        const over = clock.sleep(ms, { signal: sleep.signal }).catch(() => undefined)
        await Promise.race([promise, over])
      }
      sleep.abort()
      wake = undefined
      rung = false
    },
  }
}
