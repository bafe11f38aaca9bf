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
}

export function createMovableClock(base: Clock): MovableClock {
  let offsetMs = 0
  return {
    now: () => base.now() + offsetMs,
    set: (timeMs) => {
      offsetMs = timeMs - base.now()
    },
    advance: (byMs) => {
      offsetMs += byMs
    },
    reset: () => {
      offsetMs = 0
    },
  }
}
