import { IntercomError } from '../intercom-error.ts'
import type { Cutoff } from '../transport/cutoff.ts'
import { sleep as sleepOnTimer } from './sleep.ts'
import type { Sleep } from './sleep.ts'
import { WindowModel } from './window-model.ts'
import type { CallNews } from './window-model.ts'

/** Spread of the first calls after a window's end, so that processes do not all come back at once. */
const JITTER_MS_MAX = 500

export interface RateBudgetOptions {
  /** Unix milliseconds; default `Date.now`. */
  now?: (() => number) | undefined
  /** Default: a timer. */
  sleep?: Sleep | undefined
  /** From 0 to below 1; default `Math.random`. */
  random?: (() => number) | undefined
}

/**
 * The calls that one workspace has left, shared by the clients that are given it.
 *
 * It learns from the `X-RateLimit-*` headers of every answer and holds callers back before the limit is hit:
 * freely while much is left, evenly spread over the window's rest below a fifth, not at all when nothing is.
 * Callers go in the order in which they came. Only `remaining` is meant for others than the client.
 */
export interface RateBudget {
  /** Calls left in the window, those in flight counted as spent; `undefined` while Intercom names no limit. */
  readonly remaining: number | undefined
  /** True while a call is in flight or waits. */
  readonly isBusy: boolean
  /** Takes a place for one call now, if there is one. */
  tryEnter: () => boolean
  /**
   * Takes a place as soon as there is one.
   *
   * @throws IntercomError `intercom.rate_limited` at once when it would take longer than `waitMaxMs`, or the
   *   cut-off's error
   */
  enter: (options: { waitMaxMs: number; cutoff: Cutoff }) => Promise<void>
  /** Gives the place back, with what the call learnt. Once for each place. */
  leave: (news: CallNews) => void
}

/**
 * A budget for one workspace. Give it to every client of that workspace; a client without one makes its own.
 *
 * @see Intercom, "Rate limiting"
 */
export function createRateBudget({
  now = Date.now,
  sleep = sleepOnTimer,
  random = Math.random,
}: RateBudgetOptions = {}): RateBudget {
  const model = new WindowModel({ jitterMs: () => random() * JITTER_MS_MAX })
  const queue = new Set<Waiter>()
  let wake: { atMs: number; stop: AbortController } | undefined

  const tryEnter = (): boolean => {
    const nowMs = now()
    if (queue.size > 0 || model.startAtMs(nowMs) > nowMs) return false
    model.begin(nowMs)
    return true
  }

  const enter: RateBudget['enter'] = ({ waitMaxMs, cutoff }) =>
    new Promise((resolve, reject) => {
      if (cutoff.kind !== undefined) {
        reject(cutoff.error())
        return
      }
      const leaveQueue = () => {
        queue.delete(waiter)
        cutoff.onEnd = undefined
      }
      const waiter: Waiter = {
        startByMs: now() + waitMaxMs,
        start: () => {
          leaveQueue()
          resolve()
        },
        refuse: (retryAfterMs) => {
          leaveQueue()
          reject(usedUp(retryAfterMs))
        },
      }
      cutoff.onEnd = () => {
        leaveQueue()
        reject(cutoff.error())
        if (queue.size === 0) schedule(Infinity)
      }
      queue.add(waiter)
      // Who stands behind others changes nothing for them.
      if (queue.size === 1) pump()
      else refuseIfTooLong(waiter, { nowMs: now(), callsBefore: queue.size - 1 })
    })

  const refuseIfTooLong = (
    waiter: Waiter,
    { nowMs, callsBefore }: { nowMs: number; callsBefore: number },
  ): boolean => {
    const waitMs = model.estimateMs(nowMs, callsBefore)
    const isTooLong = nowMs + waitMs > waiter.startByMs
    if (isTooLong) waiter.refuse(Math.ceil(waitMs))
    return isTooLong
  }

  /** Starts who may start, refuses who would wait too long, and comes back when the next one may start. */
  const pump = (): void => {
    const nowMs = now()
    let callsBefore = 0
    for (const waiter of queue) {
      if (callsBefore === 0 && model.startAtMs(nowMs) <= nowMs) {
        model.begin(nowMs)
        waiter.start()
        continue
      }
      if (!refuseIfTooLong(waiter, { nowMs, callsBefore })) callsBefore += 1
    }
    schedule(queue.size === 0 ? Infinity : Math.max(nowMs + 1, model.startAtMs(nowMs)))
  }

  const schedule = (atMs: number): void => {
    if (wake !== undefined && atMs !== Infinity && wake.atMs <= atMs) return
    wake?.stop.abort()
    wake = undefined
    if (atMs === Infinity) return
    const next = { atMs, stop: new AbortController() }
    wake = next
    sleep(Math.ceil(atMs - now()), { signal: next.stop.signal }).then(
      () => {
        if (wake !== next) return
        wake = undefined
        pump()
      },
      () => {},
    )
  }

  return {
    get remaining() {
      return model.remaining(now())
    },
    get isBusy() {
      return model.inFlight > 0 || queue.size > 0
    },
    tryEnter,
    enter,
    leave(news) {
      model.end(now(), news)
      if (queue.size > 0) pump()
    },
  }
}

interface Waiter {
  startByMs: number
  start: () => void
  refuse: (retryAfterMs: number) => void
}

function usedUp(retryAfterMs: number): IntercomError {
  return new IntercomError('intercom.rate_limited', 'No calls are left in the rate limit window', {
    retryAfterMs,
  })
}
