import { IntercomError } from '../intercom-error.ts'
import type { IntercomErrorDetails } from '../intercom-error.ts'

const TIMER_MS_MAX = 2_147_483_647

/** What ends a call from outside, whatever it is doing: its caller's signal or the end of its time. */
export interface Cutoff {
  /** Absent while the call may go on. */
  readonly kind: 'aborted' | 'timeout' | undefined
  /** Called once, at once, when the call is cut off; the phase under way puts itself here. */
  onEnd: (() => void) | undefined
  /** The error of a call that was cut off. */
  error: (details?: IntercomErrorDetails) => IntercomError
  /** Leaves neither timer nor listener behind. Call it when the call has ended. */
  close: () => void
}

/**
 * Watches one whole call: one timer and one listener, however many requests it makes.
 *
 * A signal that ends with a `TimeoutError` (`AbortSignal.timeout`) is a time-out, any other an abort.
 */
export function openCutoff({
  signal,
  timeoutMs,
}: {
  signal: AbortSignal | undefined
  timeoutMs: number
}): Cutoff {
  let kind: Cutoff['kind']
  let limit = `${timeoutMs} ms`
  const end = (why: 'aborted' | 'timeout') => {
    if (kind !== undefined) return
    kind = why
    cutoff.onEnd?.()
  }
  const timer = setTimeout(() => end('timeout'), Math.min(timeoutMs, TIMER_MS_MAX))
  const abort = () => {
    if (kind === undefined) limit = "its caller's time"
    end(cutOffBy(signal))
  }
  const cutoff: Cutoff = {
    get kind() {
      return kind
    },
    onEnd: undefined,
    error: (details) =>
      kind === 'aborted'
        ? new IntercomError('intercom.aborted', 'The call to Intercom was given up by its caller', details)
        : new IntercomError('intercom.timeout', `Intercom did not answer within ${limit}`, details),
    close() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    },
  }
  if (signal?.aborted === true) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  return cutoff
}

/** What the end of a signal is to a call. */
export function cutOffBy(signal: AbortSignal | undefined): 'aborted' | 'timeout' {
  const reason: unknown = signal?.reason
  return reason instanceof Error && reason.name === 'TimeoutError' ? 'timeout' : 'aborted'
}
