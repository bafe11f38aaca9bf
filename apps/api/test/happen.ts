import { recordActivity } from '#api/activity/index.ts'
import { newId, systemRandom } from '#api/platform/random.ts'
import { noRevision, revisionPart, type Store } from '#api/platform/redis/index.ts'

/** Names of workspaces that something happened to, one commit for each hundred; in their order. */
export async function happen(store: Store, accountId: string, names: readonly string[]): Promise<void> {
  for (let from = 0; from < names.length; from += 100) {
    const [revision = noRevision] = await store.readTogether([revisionPart(accountId)])
    const steps = names.slice(from, from + 100).map((name) =>
      recordActivity(accountId, {
        kind: 'access_lost',
        at: Date.now(),
        cause: { by: 'intercom' },
        connection: { id: 'c'.repeat(22), workspace: { id: 'w1', name } },
        reason: 'revoked',
      }),
    )
    const outcome = await store.commit({ accountId, revision, attempt: newId(systemRandom), steps })
    if (outcome.kind !== 'committed') throw new Error(`what should happen did not: ${outcome.kind}`)
  }
}

/** `count` names that sort in their order. */
export const numbered = (count: number, word = 'Workspace') =>
  Array.from({ length: count }, (_, at) => `${word} ${String(at).padStart(4, '0')}`)
