import type { ActiveSession } from '@latchkey/shared/contract'
import type { SignedInBrowser } from './browsers.ts'

/**
 * A browser as the contract shows it. Its lineage is its id: random, the same while its sessions change, and nothing
 * that a request could present.
 */
export function toActiveSession(
  { lineage, userAgent, signedInAt, lastSeenAt, expiresAt }: SignedInBrowser,
  { current, now, idleMs }: { current: boolean; now: number; idleMs: number },
): ActiveSession {
  const iso = (at: number) => new Date(at).toISOString()
  return {
    id: lineage,
    current,
    ...(userAgent === undefined ? {} : { userAgent }),
    signedInAt: iso(signedInAt),
    // The browser that asks is seen now; Redis is told every few minutes only.
    lastSeenAt: iso(current ? now : lastSeenAt),
    idleEndsAt: iso(Math.min(expiresAt, lastSeenAt + idleMs)),
    endsAt: iso(expiresAt),
  }
}
