import { setImmediate as nextTurn } from 'node:timers/promises'

/** What code that reads the time or waits takes as an argument. Any object of this shape will do. */
export type Clock = {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with an `AbortError` when the signal ends the wait. */
  sleep(ms: number, options?: { signal?: AbortSignal | undefined }): Promise<void>
}

/** A clock whose time moves only when a test moves it. */
export type FakeClock = Clock & {
  /** Sleeps that have not ended yet. */
  readonly pending: number
  /**
   * Moves the time on by `ms` and ends every sleep that falls due, earliest first.
   *
   * `now()` is the sleep's own due time while its code runs, and a sleep begun by that code within the span
   * ends in the same call. Only promise chains are waited for: code that does I/O before it sleeps again needs
   * `untilPending`.
   */
  advance(ms: number): Promise<void>
  /** Sets the time. Forward is `advance`; backward is a clock put back, and every sleep keeps its due time. */
  set(ms: number): Promise<void>
  /** Resolves as soon as at least `count` sleeps are pending, so that a test knows the code has come to its wait. */
  untilPending(count?: number): Promise<void>
}

type Sleeper = { dueMs: number; wake: () => void }
type Watcher = { count: number; notify: () => void }

/** The start of a fake clock when a test names none: 2026-01-01T00:00:00Z. */
const defaultStartMs = Date.UTC(2026, 0, 1)

/**
 * Makes a clock for tests: the same calls always give the same order, and nothing waits for real time.
 *
 * Sleeps that fall due at the same millisecond end in the order in which they began.
 */
export function fakeClock(startMs: number = defaultStartMs): FakeClock {
  let nowMs = startMs
  const sleepers = new Set<Sleeper>()
  const watchers = new Set<Watcher>()

  const nextDue = (limitMs: number): Sleeper | undefined => {
    let earliest: Sleeper | undefined
    for (const sleeper of sleepers) {
      if (sleeper.dueMs <= limitMs && (earliest === undefined || sleeper.dueMs < earliest.dueMs))
        earliest = sleeper
    }
    return earliest
  }

  const notifyWatchers = () => {
    for (const watcher of watchers) {
      if (sleepers.size < watcher.count) continue
      watchers.delete(watcher)
      watcher.notify()
    }
  }

  const moveTo = async (targetMs: number): Promise<void> => {
    for (let due = nextDue(targetMs); due !== undefined; due = nextDue(targetMs)) {
      // A clock that was put back may find sleeps due later than the target's start; time never runs backwards here.
      nowMs = Math.max(nowMs, due.dueMs)
      due.wake()
      // One turn of the event loop lets the whole promise chain of the woken code run before time goes on.
      await nextTurn()
    }
    nowMs = targetMs
  }

  return {
    now: () => nowMs,
    sleep: (ms, options) =>
      sleepUntil({ dueMs: nowMs + ms, ms, signal: options?.signal, sleepers, notifyWatchers }),
    get pending() {
      return sleepers.size
    },
    async advance(ms) {
      if (!(ms >= 0)) throw new RangeError('advance takes a number of milliseconds that is not negative')
      await moveTo(nowMs + ms)
    },
    async set(ms) {
      if (ms >= nowMs) await moveTo(ms)
      else nowMs = ms
    },
    untilPending: (count = 1) =>
      new Promise((resolve) => {
        watchers.add({ count, notify: resolve })
        notifyWatchers()
      }),
  }
}

type SleepRequest = {
  dueMs: number
  ms: number
  signal: AbortSignal | undefined
  sleepers: Set<Sleeper>
  notifyWatchers: () => void
}

function sleepUntil({ dueMs, ms, signal, sleepers, notifyWatchers }: SleepRequest): Promise<void> {
  if (signal?.aborted === true) return Promise.reject(abortError(signal))
  if (ms <= 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const sleeper: Sleeper = {
      dueMs,
      wake: () => {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', abort)
        resolve()
      },
    }
    const abort = () => {
      sleepers.delete(sleeper)
      if (signal !== undefined) reject(abortError(signal))
    }
    signal?.addEventListener('abort', abort, { once: true })
    sleepers.add(sleeper)
    notifyWatchers()
  })
}

/** The same shape as the error of Node's own `timers/promises`: named `AbortError`, with the reason as its cause. */
function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason })
  error.name = 'AbortError'
  return error
}
