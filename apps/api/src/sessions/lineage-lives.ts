import type { Clock } from '#api/platform/clock.ts'
import { noRevision, revisionPart, type Part, type Store } from '#api/platform/redis/index.ts'
import { isValid } from './browsers.ts'
import { listSessions, sessionPart } from './session-store.ts'
import type { PresentSession } from './sessions.ts'

const triesMax = 3

/**
 * Whether the browser of a session is still signed in to its account, maybe under a newer session id: what stays open
 * longer than a request asks this again and again.
 *
 * One round trip while the id is the same; nothing counts as use of the session. An account that is written without
 * a pause cannot be judged and counts as signed in: each of those writes is a reason to ask again.
 */
export async function lineageLives(
  { store, clock, epochPart }: { store: Store; clock: Clock; epochPart: (accountId: string) => Part<number> },
  { accountId, hash, lineage }: Pick<PresentSession, 'accountId' | 'hash' | 'lineage'>,
): Promise<boolean> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const [record, epoch, before = noRevision] = await store.readTogether([
      sessionPart(accountId, hash),
      epochPart(accountId),
      revisionPart(accountId),
    ])
    const now = clock.now()
    if (record !== undefined && isValid(record, { epoch, now })) return true
    const { live, revision } = await listSessions(store, accountId)
    if (live.some((session) => session.lineage === lineage && isValid(session, { epoch, now }))) return true
    if (revision === before) return false
  }
  return true
}
