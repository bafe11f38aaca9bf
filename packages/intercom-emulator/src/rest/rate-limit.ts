import type { Clock } from '../clock.ts'

const windowMs = 10_000

export interface RateLimitReading {
  limit: number
  remaining: number
  /** Unix seconds at which the next window opens. */
  resetAtSeconds: number
  exceeded: boolean
}

export type RateLimit = ReturnType<typeof createRateLimit>

/**
 * Counts an app's calls in windows of ten seconds, over which Intercom spreads the limit of a minute
 * (Intercom, "Rate limiting": 10,000 a minute are 1,666 a window).
 */
export function createRateLimit(clock: Clock) {
  let windowNumber = 0
  const calls = new Map<string, number>()
  return {
    spend(app: { clientId: string; requestsPerMinute: number }): RateLimitReading {
      const currentWindow = Math.floor(clock.now() / windowMs)
      if (currentWindow !== windowNumber) calls.clear()
      windowNumber = currentWindow
      const spent = (calls.get(app.clientId) ?? 0) + 1
      calls.set(app.clientId, spent)
      const limit = Math.floor(app.requestsPerMinute / 6)
      return {
        limit,
        remaining: Math.max(0, limit - spent),
        resetAtSeconds: ((currentWindow + 1) * windowMs) / 1000,
        exceeded: spent > limit,
      }
    },
    reset() {
      calls.clear()
    },
  }
}
