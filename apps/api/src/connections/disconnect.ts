import { recordActivity, type Cause } from '#api/activity/index.ts'
import { eraseToken } from '#api/tokens/index.ts'
import { changeConnection } from './change-connection.ts'
import type { ConnectionRecord } from './connection-record.ts'
import type { ConnectionsDeps } from './deps.ts'
import { removePointers } from './pointers.ts'
import type { ConnectionRef } from './workspace-index.ts'

/** What a connection becomes when it ends: a tombstone, with the steps that erase its token. */
export function ended(
  record: ConnectionRecord,
  {
    accountId,
    now,
    kind,
    cause,
  }: {
    accountId: string
    now: number
    kind: 'workspace_disconnected' | 'workspace_moved_out'
    cause: Cause
  },
) {
  const { reason: _reason, ...rest } = record
  const tombstone: ConnectionRecord = { ...rest, status: 'disconnected', disconnectedAt: now }
  const entry = { kind, at: now, cause, connection: record }
  return { record: tombstone, steps: [eraseToken(accountId, record.id), recordActivity(accountId, entry)] }
}

/**
 * Stops a connection here, at once: its token is erased in the same commit that makes it a tombstone.
 *
 * The app stays installed in Intercom. Disconnecting twice answers the same tombstone.
 *
 * @throws AppError `connection.not_found`
 */
export async function disconnect(
  deps: ConnectionsDeps,
  ref: ConnectionRef,
  cause: Cause,
): Promise<ConnectionRecord> {
  const now = deps.clock.now()
  const record = await changeConnection(deps, ref, (current) =>
    current.status === 'disconnected'
      ? undefined
      : ended(current, { accountId: ref.accountId, now, kind: 'workspace_disconnected', cause }),
  )
  await removePointers(deps, ref, record.workspace.id)
  return record
}
