import type { IntercomErrorCode } from '../intercom-error.ts'
import type { Operation } from './operation.ts'

/** One attempt, after it ended. Safe to log: it names no id, token or text of anybody. */
export interface AttemptEvent {
  method: Operation<unknown>['method']
  /** The route's template, such as `/contacts/{id}`. */
  route: string
  /** Absent when no answer arrived. */
  status?: number | undefined
  /** Absent when the attempt succeeded. */
  code?: IntercomErrorCode | undefined
  /** From handing the request to the network until the answer was read, waits before it not included. */
  durationMs: number
  /** From 1. */
  attempt: number
  /** The wait before the next attempt; absent when this was the last one. */
  retryInMs?: number | undefined
  /** Calls left in the rate limit window; absent when Intercom did not say. */
  remainingBudget?: number | undefined
  /** Intercom's id of the request. */
  requestId?: string | undefined
}

/** What a caller wants to be told. A hook that throws (or rejects) never changes the call. */
export interface IntercomHooks {
  /** Called once for each attempt. */
  onAttempt?: ((event: AttemptEvent) => void | Promise<void>) | undefined
}

/** Tells a hook, whatever it does. */
export function tellAttempt(hooks: IntercomHooks | undefined, event: AttemptEvent): void {
  try {
    const outcome: unknown = hooks?.onAttempt?.(event)
    if (outcome instanceof Promise) outcome.catch(() => {})
  } catch {
    // Whoever measures calls must not be able to break them.
  }
}
