/** A session's idle limit is moved on at most this often by one process, in milliseconds. */
const touchEveryMs = 5 * 60_000
const rememberedMax = 10_000

/** Remembers in this process when a session was last touched; a restart only costs one touch too many. */
export function createTouchMemory(): {
  isDue(hash: string, now: number): boolean
  forget(hash: string): void
} {
  const touchedAt = new Map<string, number>()
  return {
    /** Says whether to touch now, and counts that as done. */
    isDue(hash, now) {
      const before = touchedAt.get(hash)
      if (before !== undefined && now - before < touchEveryMs) return false
      touchedAt.delete(hash)
      touchedAt.set(hash, now)
      const [oldest] = touchedAt.keys()
      if (touchedAt.size > rememberedMax && oldest !== undefined) touchedAt.delete(oldest)
      return true
    },
    forget(hash) {
      touchedAt.delete(hash)
    },
  }
}
