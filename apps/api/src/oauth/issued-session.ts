import type { NewSession } from '#api/sessions/index.ts'
import type { OAuthDeps } from './deps.ts'
import type { IssuedSession } from './flow-store.ts'

/** A browser whose answer was lost gets its session again within this time, in milliseconds. */
const againWithinMs = 60_000

type Deps = Pick<OAuthDeps, 'keyRing' | 'clock' | 'sessions'>

const contextOf = (hash: string) => ({ kind: 'session', subject: hash, generation: 0 }) as const

/** Seals a new session's cookie, so that the same callback can be answered with it again. */
export function sealSession({ keyRing, clock }: Deps, accountId: string, session: NewSession): IssuedSession {
  const { hash, cookie, expiresAt } = session
  return {
    accountId,
    hash,
    sealedCookie: keyRing.seal(contextOf(hash), cookie),
    expiresAt,
    issuedAt: clock.now(),
  }
}

/**
 * Opens a session for the same callback again: only while no request has presented it, it has not ended, and it is
 * under a minute old.
 */
export async function reopenSession(
  { keyRing, clock, sessions }: Deps,
  issued: IssuedSession,
): Promise<{ cookie: string; expiresAt: number } | undefined> {
  if (clock.now() - issued.issuedAt > againWithinMs) return undefined
  const { live } = await sessions.list(issued.accountId)
  if (!live.some(({ hash, seenAt }) => hash === issued.hash && seenAt === 0)) return undefined
  const opened = keyRing.open(contextOf(issued.hash), issued.sealedCookie)
  return opened.kind === 'opened' ? { cookie: opened.text, expiresAt: issued.expiresAt } : undefined
}
