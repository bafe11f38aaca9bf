import { newId } from '#api/platform/random.ts'
import { noRevision, revisionPart, type Step } from '#api/platform/redis/index.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { connectionsPart, withConnection, writeConnections } from './connection-store.ts'
import type { ConnectionRecord } from './connection-record.ts'
import type { ConnectionsDeps } from './deps.ts'
import type { ConnectionRef } from './workspace-index.ts'

const triesMax = 10

/** What a change makes of a record: the record and the steps that go with it, or nothing to do. */
export type Change = { record: ConnectionRecord; steps: Step[] } | undefined

/**
 * Changes one connection in one commit, looking again whenever somebody else wrote meanwhile.
 *
 * `decide` gets the record as it is now and may be called several times; the record it was last given, changed or
 * not, is returned.
 *
 * @throws AppError `connection.not_found`
 */
export async function changeConnection(
  { store, clock, random }: Pick<ConnectionsDeps, 'store' | 'clock' | 'random'>,
  { accountId, connectionId }: ConnectionRef,
  decide: (record: ConnectionRecord) => Change,
): Promise<ConnectionRecord> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const [records = [], revision = noRevision] = await store.readTogether([
      connectionsPart(accountId),
      revisionPart(accountId),
    ])
    const record = records.find(({ id }) => id === connectionId)
    if (record === undefined) throw new AppError('connection.not_found')
    const change = decide(record)
    if (change === undefined) return record
    const steps = [
      writeConnections(accountId, withConnection(records, change.record), clock.now()),
      ...change.steps,
    ]
    const outcome = await store.commit({ accountId, revision, attempt: newId(random), steps })
    if (outcome.kind === 'committed') return change.record
    if (outcome.kind === 'gone') throw new AppError('connection.not_found')
  }
  throw new AppError('store.unavailable', 'The account was written by others ten times in a row')
}
