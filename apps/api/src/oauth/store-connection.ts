import type { ErrorCode } from '@latchkey/shared/contract'
import { limits } from '@latchkey/shared/contract/plain'
import { findIdentity, withIdentity, writeAccount, type AccountRecord } from '#api/accounts/index.ts'
import { recordActivity } from '#api/activity/index.ts'
import {
  addPointers,
  addToWorkspace,
  connectionsPart,
  mergeRegion,
  scheduleCheck,
  withConnection,
  writeConnections,
  type ConnectionRecord,
} from '#api/connections/index.ts'
import { newId } from '#api/platform/random.ts'
import { noRevision, revisionPart, type Step } from '#api/platform/redis/index.ts'
import type { NewSession } from '#api/sessions/index.ts'
import { writeToken } from '#api/tokens/index.ts'
import { accountOf, readSlot, refusalOf, type AccountSlot, type Arrival } from './account-slot.ts'
import type { Authenticated } from './authenticate.ts'

import { connectedRecord } from './connected-record.ts'
import type { OAuthDeps } from './deps.ts'
import { erasePending } from './pending-store.ts'

export interface StoreInput extends Arrival {
  /** Random id of this try, and the secret of the session it begins: the same again when the try is repeated. */
  attempt: string
  secret: string
  /** Called when it is known where the connection will be; what it keeps lets a stopped try be told to its person. */
  note?:
    ((where: { accountId: string; connectionId: string; session: NewSession }) => Promise<void>) | undefined
}

export type Stored =
  | { kind: 'stored'; accountId: string; connectionId: string; session: NewSession }
  | { kind: 'refused'; code: ErrorCode }

const triesMax = 20

/**
 * Stores a connection with its account, token, session and activity in one commit, and everything that points at it.
 *
 * The pointers come first, because one without its record is harmless and a record without its pointers is not. The
 * commit is fenced by the account's revision: an account that was deleted, a lineage that has signed out, and an
 * identity that another account took meanwhile are all found before anything is written. Of two tokens for one
 * connection the one whose exchange began later stays.
 */
export async function storeConnection(deps: OAuthDeps, input: StoreInput): Promise<Stored> {
  const identity = { workspaceId: input.who.workspace.id, adminId: input.who.admin.id }
  const freshAccountId = newId(deps.random)
  const freshConnectionId = newId(deps.random)
  for (let tries = 0; tries < triesMax; tries += 1) {
    const wanted = accountOf(input.target) ?? freshAccountId
    const joinBegun = input.target.kind === 'new_account'
    const accountId = await deps.identities.claim(identity, { accountId: wanted, joinBegun })
    await deps.afterStep('identity')
    if (input.target.kind !== 'new_account' && accountId !== wanted) return refused('oauth.interrupted')
    const slot = await readSlot(deps, { ...input, accountId })
    if (slot.account !== undefined && slot.known?.attempt === input.attempt) {
      // An earlier commit of this very try, whose reply was lost.
      const session = beginSession(deps, { ...input, slot }, slot.account)
      return { kind: 'stored', accountId, connectionId: slot.known.id, session }
    }
    const refusal = refusalOf(slot, input)
    if (refusal !== undefined && !(await hasMovedOn(deps, slot))) return refused(refusal)
    if (refusal !== undefined) continue
    const stored = await storeOnce(deps, { ...input, slot, freshConnectionId })
    if (stored !== 'conflict') return stored
  }
  return refused('oauth.interrupted')
}

const refused = (code: ErrorCode) => ({ kind: 'refused', code }) as const

/** Whether somebody has committed to the account since it was read. */
async function hasMovedOn({ store }: OAuthDeps, { accountId, revision }: AccountSlot): Promise<boolean> {
  const [now = noRevision] = await store.readTogether([revisionPart(accountId)])
  return now !== revision
}

async function storeOnce(
  deps: OAuthDeps,
  input: StoreInput & { slot: AccountSlot; freshConnectionId: string },
): Promise<Stored | 'conflict'> {
  const { who, attempt, note, question, slot, freshConnectionId } = input
  const { accountId, connections, known } = slot
  const now = deps.clock.now()
  const region = mergeRegion(known?.workspace.region ?? 'unknown', who.workspace.region)
  if (region === undefined) return refused('oauth.identity_conflict')
  const kept = makeRoom(connections, known)
  if (kept === undefined || isFull(slot, who)) return refused('connection.limit_reached')

  const connectionId = known?.id ?? freshConnectionId
  const ref = { accountId, connectionId }
  await addToWorkspace(deps.store, who.workspace.id, { ...ref, at: now })
  await deps.afterStep('workspace')
  await scheduleCheck(deps, ref)
  await deps.afterStep('due')

  const account = withIdentity(slot.account ?? { id: accountId, epoch: 1, createdAt: now, identities: [] }, {
    ...identityOf(who, region),
    signsIn: slot.account === undefined,
    addedAt: now,
  })
  const session = beginSession(deps, input, account)
  await note?.({ ...ref, session })
  await deps.afterStep('note')

  const workspace = { ...who.workspace, region }
  const record = connectedRecord({ known, id: connectionId, workspace, who, attempt, now })
  const steps: Step[] = [
    writeAccount(account),
    writeConnections(accountId, withConnection(kept, record), now),
    ...(record.attempt === attempt
      ? [writeToken(deps.keyRing, { ...ref, generation: record.generation, tokenSet: who.tokenSet })]
      : []),
    ...session.steps,
    recordActivity(accountId, {
      kind: known === undefined ? 'workspace_connected' : 'workspace_reconnected',
      at: now,
      connectionId,
      workspaceName: workspace.name,
    }),
    ...(question === undefined ? [] : [erasePending(question)]),
  ]
  const outcome = await deps.store.commit({ accountId, revision: slot.revision, attempt, steps })
  if (outcome.kind === 'conflict') return 'conflict'
  if (outcome.kind === 'gone') return refused('oauth.session_changed')
  // Whoever disconnected it may have taken the pointers away after they were written above.
  if (known?.status === 'disconnected') await addPointers(deps, ref, who.workspace.id)
  await deps.afterStep('commit')
  return { kind: 'stored', ...ref, session }
}

/** A new session in place of the one this browser came with; other browsers of the account stay. */
function beginSession(
  { sessions }: OAuthDeps,
  { target, secret, slot: { sessions: existing } }: StoreInput & { slot: AccountSlot },
  account: AccountRecord,
): NewSession {
  const common = { accountId: account.id, epoch: account.epoch, secret }
  if (target.kind !== 'member') return sessions.begin({ ...common, existing })
  const { lineage, hash } = target.session
  const others = existing.live.filter((session) => session.hash !== hash)
  return sessions.begin({ ...common, lineage, existing: { live: others, ended: [...existing.ended, hash] } })
}

function identityOf({ workspace, admin }: Authenticated, region: ConnectionRecord['workspace']['region']) {
  return {
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    region,
    adminId: admin.id,
    adminName: admin.name,
    email: admin.email,
    emailVerified: admin.emailVerified,
  }
}

/** Whether an account holds as many identities as it may; they outlive the tombstones of their connections. */
function isFull({ account }: AccountSlot, { workspace, admin }: Authenticated): boolean {
  if (account === undefined || account.identities.length < limits.identitiesMax) return false
  return findIdentity(account, { workspaceId: workspace.id, adminId: admin.id }) === undefined
}

/** The connections to keep so that one more fits: the oldest tombstone goes first; `undefined` when none can. */
function makeRoom(
  connections: readonly ConnectionRecord[],
  known: ConnectionRecord | undefined,
): readonly ConnectionRecord[] | undefined {
  if (known !== undefined || connections.length < limits.connectionsMax) return connections
  const [oldest] = connections
    .filter(({ status }) => status === 'disconnected')
    .sort((left, right) => (left.disconnectedAt ?? 0) - (right.disconnectedAt ?? 0))
  return oldest === undefined ? undefined : connections.filter((record) => record !== oldest)
}

/** Whether a commit of this attempt is in the account already. */
export async function isStored(
  { store }: Pick<OAuthDeps, 'store'>,
  { accountId, connectionId }: { accountId: string; connectionId: string },
  attempt: string,
): Promise<boolean> {
  const [connections = []] = await store.readTogether([connectionsPart(accountId)])
  return connections.some((record) => record.id === connectionId && record.attempt === attempt)
}
