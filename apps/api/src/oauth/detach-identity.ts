import {
  accountPart,
  canLeave,
  findIdentity,
  withoutIdentity,
  writeAccount,
  type IdentityKey,
} from '#api/accounts/index.ts'
import {
  connectionsPart,
  ended,
  removePointers,
  withConnection,
  writeConnections,
} from '#api/connections/index.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { newId } from '#api/platform/random.ts'
import { noRevision, revisionPart } from '#api/platform/redis/index.ts'
import type { OAuthDeps } from './deps.ts'

const triesMax = 10

/**
 * Takes an identity out of an account, in one commit: its connection becomes a tombstone without a token, and the
 * account's epoch is raised, so that every browser signed in to it has to sign in again.
 *
 * The identity's own callback is what permits it. The account keeps at least one identity that signs in.
 *
 * @throws AppError `pending.choice_unavailable` when it is the last one
 */
export async function detachIdentity(
  deps: OAuthDeps,
  accountId: string,
  identity: IdentityKey,
): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const [account, connections = [], revision = noRevision] = await deps.store.readTogether([
      accountPart(accountId),
      connectionsPart(accountId),
      revisionPart(accountId),
    ])
    if (account === undefined || findIdentity(account, identity) === undefined) return
    if (!canLeave(account, identity)) throw new AppError('pending.choice_unavailable')
    const now = deps.clock.now()
    const connection = connections.find(
      ({ workspace, admin, status }) =>
        status !== 'disconnected' && workspace.id === identity.workspaceId && admin.id === identity.adminId,
    )
    // Done from a browser that is not signed in to this account.
    const how = { accountId, now, kind: 'workspace_moved_out', cause: { by: 'browser' } } as const
    const change = connection && ended(connection, how)
    const outcome = await deps.store.commit({
      accountId,
      revision,
      attempt: newId(deps.random),
      steps: [
        writeAccount({ ...withoutIdentity(account, identity), epoch: account.epoch + 1 }),
        ...(change === undefined
          ? []
          : [writeConnections(accountId, withConnection(connections, change.record), now), ...change.steps]),
      ],
    })
    if (outcome.kind === 'conflict') continue
    if (connection !== undefined) {
      await removePointers(deps, { accountId, connectionId: connection.id }, connection.workspace.id)
    }
    return
  }
  throw new AppError('store.unavailable', 'The account was written by others ten times in a row')
}
