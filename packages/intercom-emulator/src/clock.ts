/** Anything that tells the time in milliseconds since 1970. */
export interface Clock {
  now(): number
}

/** A clock that can be moved while it goes on running. */
export interface MovableClock extends Clock {
  /** Continues from this time (milliseconds since 1970). */
  set(timeMs: number): void
  /** Jumps forward, or backward for a negative number of milliseconds. */
  advance(byMs: number): void
  /** Shows the underlying time again. */
  reset(): void
  /**
   * Runs a task once as soon as this clock shows so much later, be it that it runs there by itself or that it is
   * moved there: then before `set`, `advance` or `reset` returns, the earliest task first. Returns what cancels it.
   * A waiting task keeps no process alive.
   */
  after(delayMs: number, task: () => void): () => void
}

/** A longer time-out would fire at once. */
const timerMsMax = 2_147_483_647

export function createMovableClock(base: Clock): MovableClock {
  let offsetMs = 0
  let timer: NodeJS.Timeout | undefined
  const waiting = new Set<{ atMs: number; task: () => void }>()
  const now = () => base.now() + offsetMs

  function runDue() {
    const byTime = [...waiting].sort((left, right) => left.atMs - right.atMs)
    for (const entry of byTime) {
      // A task may cancel another, and may move the clock.
      if (entry.atMs <= now() && waiting.delete(entry)) entry.task()
    }
    wakeForNext()
  }

  function wakeForNext() {
    clearTimeout(timer)
    if (waiting.size === 0) return
    const nextMs = Math.min(...[...waiting].map(({ atMs }) => atMs)) - now()
    timer = setTimeout(runDue, Math.min(Math.max(nextMs, 1), timerMsMax)).unref()
  }

  return {
    now,
    set: (timeMs) => {
      offsetMs = timeMs - base.now()
      runDue()
    },
    advance: (byMs) => {
      offsetMs += byMs
      runDue()
    },
    reset: () => {
      offsetMs = 0
      runDue()
    },
    after: (delayMs, task) => {
      const entry = { atMs: now() + delayMs, task }
      waiting.add(entry)
      wakeForNext()
      return () => {
        waiting.delete(entry)
        wakeForNext()
      }
    },
  }
}
