import type { Clock } from '../clock.ts'

const windowMs = 10_000
const windowsPerMinute = 6

/** Calls a minute. */
export interface RateLimits {
  /** Of each app, over all workspaces. */
  appPerMinute: number
  /** Of each workspace, over all apps. */
  workspacePerMinute: number
}

/** Intercom, "Rate limiting". */
export const defaultRateLimits: Readonly<RateLimits> = { appPerMinute: 10_000, workspacePerMinute: 25_000 }

export interface RateLimitReading {
  limit: number
  remaining: number
  /** Unix seconds at which the next window opens. */
  resetAtSeconds: number
  exceeded: boolean
}

export type RateLimit = ReturnType<typeof createRateLimit>

/**
 * Counts calls of an app and of a workspace in windows of ten seconds, over which Intercom spreads the limit of a
 * minute: the six windows of a minute add up to it exactly (10,000 are 1,666 or 1,667 a window; Intercom,
 * "Rate limiting"). A refused call counts too.
 *
 * @throws RangeError for a limit that is not a whole number from 1
 */
export function createRateLimit({ clock, limits }: { clock: Clock; limits: RateLimits }) {
  let current = checked(limits)
  let windowNumber = 0
  const calls = new Map<string, number>()

  function read(key: string, perMinute: number): Omit<RateLimitReading, 'resetAtSeconds'> {
    const spent = (calls.get(key) ?? 0) + 1
    calls.set(key, spent)
    const limit = limitOfWindow(windowNumber, perMinute)
    return { limit, remaining: Math.max(0, limit - spent), exceeded: spent > limit }
  }

  return {
    /** Counts one call; tells of the two limits the one with less left, or the one that is exceeded. */
    spend({ clientId, workspaceId }: { clientId: string; workspaceId: string }): RateLimitReading {
      const now = Math.floor(clock.now() / windowMs)
      if (now !== windowNumber) calls.clear()
      windowNumber = now
      const ofApp = read(`app ${clientId}`, current.appPerMinute)
      const ofWorkspace = read(`workspace ${workspaceId}`, current.workspacePerMinute)
      const workspaceIsCloser =
        ofWorkspace.exceeded === ofApp.exceeded
          ? ofWorkspace.remaining < ofApp.remaining
          : ofWorkspace.exceeded
      const resetAtSeconds = ((now + 1) * windowMs) / 1000
      return { ...(workspaceIsCloser ? ofWorkspace : ofApp), resetAtSeconds }
    },

    limits: (): RateLimits => ({ ...current }),

    /**
     * Other limits from the next call on; what was counted in this window stays counted.
     *
     * @throws RangeError for a limit that is not a whole number from 1
     */
    change(changes: Partial<RateLimits>): RateLimits {
      current = checked({ ...current, ...changes })
      return { ...current }
    },

    /** Forgets what was counted. */
    reset() {
      calls.clear()
    },

    /** The limits that it was made with. */
    restore() {
      current = { ...limits }
    },
  }
}

function checked(limits: RateLimits): RateLimits {
  for (const [name, perMinute] of Object.entries(limits)) {
    if (!Number.isSafeInteger(perMinute) || perMinute < 1) {
      throw new RangeError(`The rate limit ${name} is a whole number from 1.`)
    }
  }
  return { ...limits }
}

/** The share of the window, so that rounding loses nothing over a minute. */
function limitOfWindow(windowNumber: number, perMinute: number): number {
  const position = windowNumber % windowsPerMinute
  const until = (windows: number) => Math.floor((windows * perMinute) / windowsPerMinute)
  return until(position + 1) - until(position)
}
