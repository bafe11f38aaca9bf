import type { Clock } from '../clock.ts'
import type { Store } from './store.ts'
import { StoreUnavailable } from './store-unavailable.ts'

/** How long a step that must not be lost is tried again while Redis is away, in milliseconds. */
const usualPatienceMs = 2_000
const pauseMs = 100

/**
 * Does idempotent work on Redis, again and again while Redis is unavailable: for up to two seconds, or `patienceMs`.
 *
 * For what comes after a code was spent, where giving up at the first time-out would cost the person a whole new
 * start, and for long work that one slow second of Redis must not end.
 *
 * @throws StoreUnavailable when the patience is over
 */
export async function persist<T>(
  { store, clock, patienceMs = usualPatienceMs }: { store: Store; clock: Clock; patienceMs?: number },
  work: () => Promise<T>,
): Promise<T> {
  const until = clock.now() + patienceMs
  for (;;) {
    try {
      return await store.withBudget(patienceMs, work)
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || clock.now() + pauseMs > until) throw error
      await clock.sleep(pauseMs)
    }
  }
}
