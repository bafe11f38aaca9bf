import { setTimeout as wait } from 'node:timers/promises'

/** What code that reads the time or waits takes as an argument, so that a test can move the time itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with an `AbortError` when the signal ends the wait. */
  sleep(ms: number, options?: { signal?: AbortSignal }): Promise<void>
}

/** The machine's own clock. A sleep never keeps the process alive by itself. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, options) => wait(ms, undefined, { ref: false, ...options }),
}
