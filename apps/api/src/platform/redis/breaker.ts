import type { Clock } from '../clock.ts'
import { StoreUnavailable } from './store-unavailable.ts'

const timeoutsToOpen = 2
const probeEveryMs = 500

export interface Breaker {
  /** Throws at once while Redis is known not to answer. */
  assertClosed(): void
  succeeded(): void
  timedOut(): void
  close(): void
}

/**
 * Spares callers the wait once Redis has let two commands in a row time out.
 *
 * While open, nothing is sent but one probe every 500 ms; the first answered probe closes it.
 */
export function createBreaker({ clock, probe }: { clock: Clock; probe: () => Promise<void> }): Breaker {
  let timeouts = 0
  let open = false
  const stop = new AbortController()

  const watch = async () => {
    while (open) {
      await clock.sleep(probeEveryMs, { signal: stop.signal })
      try {
        await probe()
        open = false
        timeouts = 0
      } catch {
        // Still down: that is what the next probe finds out again.
      }
    }
  }

  return {
    assertClosed() {
      if (open) throw new StoreUnavailable('breaker_open')
    },
    succeeded() {
      timeouts = 0
    },
    timedOut() {
      timeouts += 1
      if (open || timeouts < timeoutsToOpen) return
      open = true
      // The only way out of the loop besides success is close(), whose abort is no news to anyone.
      watch().catch(() => undefined)
    },
    close() {
      open = false
      stop.abort()
    },
  }
}
