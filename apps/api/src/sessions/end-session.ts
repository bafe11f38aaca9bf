import { AppError } from '#api/platform/errors/index.ts'
import { newId, type Random } from '#api/platform/random.ts'
import { revisionPart, type Store } from '#api/platform/redis/index.ts'
import type { Sessions } from './sessions.ts'

const triesMax = 10

/**
 * Ends every session of a lineage, for good: the record is deleted, and nothing that runs meanwhile writes it again.
 *
 * Fenced by the account's revision, so a connect that is storing at this moment either came first and is ended
 * too, or comes later and finds its lineage gone.
 *
 * @throws AppError `store.unavailable` when the account is written too busily to get in between
 */
export async function endLineage(
  { store, sessions, random }: { store: Store; sessions: Sessions; random: Random },
  { accountId, lineage }: { accountId: string; lineage: string },
): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const [before] = await store.readTogether([revisionPart(accountId)])
    if (before === undefined) return
    const { live, revision } = await sessions.list(accountId)
    // A session that is given a new id between the reads is in none of them; it must not pass for ended.
    if (revision !== before) continue
    const ending = live.filter((session) => session.lineage === lineage)
    const steps = sessions.end(accountId, ending)
    if (steps.length === 0) return
    const outcome = await store.commit({ accountId, revision, attempt: newId(random), steps })
    if (outcome.kind !== 'conflict') return
  }
  throw new AppError('store.unavailable', 'The account was written by others ten times in a row')
}
