import type { ErrorCode } from '@latchkey/shared/contract'
import { limits } from '@latchkey/shared/contract/plain'
import { findIdentity, withIdentity, writeAccount, type AccountRecord } from '#api/accounts/index.ts'
import { recordActivity } from '#api/activity/index.ts'
import {
  addPointers,
  addToWorkspace,
  checkSoon,
  connectionsPart,
  mergeRegion,
  scheduleCheck,
  withConnection,
  writeConnections,
  type ConnectionRecord,
} from '#api/connections/index.ts'
import { noRevision, revisionPart, StoreUnavailable, type Step } from '#api/platform/redis/index.ts'
import type { NewSession } from '#api/sessions/index.ts'
import { writeToken } from '#api/tokens/index.ts'
import { accountOf, readSlot, refusalOf, type AccountSlot, type Arrival } from './account-slot.ts'
import type { Attempt } from './attempt.ts'
import type { Authenticated } from './authenticate.ts'
import { connectedRecord } from './connected-record.ts'
import type { OAuthDeps } from './deps.ts'
import { erasePending } from './pending-store.ts'

export interface StoreInput extends Arrival {
  attempt: Attempt
  /** What the browser says it is, in our own words. */
  userAgent: string | undefined
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
  const identity = identityKeyOf(input.who)
  for (let tries = 0; tries < triesMax; tries += 1) {
    const wanted = accountOf(input.target) ?? input.attempt.accountId
    const joinBegun = input.target.kind === 'new_account'
    const accountId = await deps.identities.claim(identity, { accountId: wanted, joinBegun })
    await deps.afterStep('identity')
    if (input.target.kind !== 'new_account' && accountId !== wanted) return refused('oauth.interrupted')
    const slot = await readSlot(deps, { ...input, accountId })
    if (slot.account !== undefined && slot.known?.attempt === input.attempt.id) {
      // An earlier commit of this very try, whose reply was lost.
      const session = beginSession(deps, { ...input, slot }, slot.account)
      return { kind: 'stored', accountId, connectionId: slot.known.id, session }
    }
    const refusal = refusalOf(slot, input)
    if (refusal !== undefined && !(await hasMovedOn(deps, slot))) return refused(refusal)
    if (refusal !== undefined) continue
    const stored = await storeOnce(deps, { ...input, slot })
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
  input: StoreInput & { slot: AccountSlot },
): Promise<Stored | 'conflict'> {
  const { who, attempt, note, question, slot } = input
  const { accountId, known } = slot
  const now = deps.clock.now()
  const region = mergeRegion(known?.workspace.region ?? 'unknown', who.workspace.region)
  if (region === undefined) return refused('oauth.identity_conflict')
  const kept = makeRoom(slot, who)
  if (kept === undefined) return refused('connection.limit_reached')

  const connectionId = known?.id ?? attempt.connectionId
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
  const record = connectedRecord({ known, id: connectionId, workspace, who, attempt: attempt.id, now })
  const steps: Step[] = [
    writeAccount(account),
    writeConnections(accountId, withConnection(kept, record), now),
    ...(record.attempt === attempt.id
      ? [writeToken(deps.keyRing, { ...ref, generation: record.generation, tokenSet: who.tokenSet })]
      : []),
    ...session.steps,
    recordActivity(accountId, {
      kind: known === undefined ? 'workspace_connected' : 'workspace_reconnected',
      at: now,
      cause: { by: 'browser', lineage: session.lineage },
      connection: record,
    }),
    ...(question === undefined ? [] : [erasePending(question)]),
  ]
  const outcome = await deps.store.commit({ accountId, revision: slot.revision, attempt: attempt.id, steps })
  if (outcome.kind === 'conflict') return 'conflict'
  if (outcome.kind === 'gone') return refused('oauth.session_changed')
  // Whoever disconnected it may have taken the pointers away after they were written above.
  if (known?.status === 'disconnected') await quietly(addPointers(deps, ref, who.workspace.id))
  // A token that came too late was not kept; whether it ended the one that stays is not documented.
  if (record.attempt !== attempt.id) await quietly(checkSoon(deps, ref))
  await deps.afterStep('commit')
  return { kind: 'stored', ...ref, session }
}

/** What comes after the commit must not make a failure of what is stored. */
async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
  }
}

/** A new session in place of the one this browser came with; other browsers of the account stay. */
function beginSession(
  { sessions }: OAuthDeps,
  { target, who, attempt, userAgent, slot }: StoreInput & { slot: AccountSlot },
  account: AccountRecord,
): NewSession {
  const common = { accountId: account.id, epoch: account.epoch, secret: attempt.secret, userAgent }
  if (target.kind !== 'member') return sessions.begin({ ...common, existing: slot.sessions })
  const { lineage, hash, signedInAt, expiresAt } = target.session
  const others = slot.sessions.live.filter((session) => session.hash !== hash)
  const signsIn = findIdentity(account, identityKeyOf(who))?.signsIn === true
  return sessions.begin({
    ...common,
    lineage,
    signedInAt,
    // A linked identity does not open the account, so it does not keep it open either.
    ...(signsIn ? {} : { expiresAt }),
    existing: { live: others, ended: [...slot.sessions.ended, hash] },
  })
}

const identityKeyOf = ({ workspace, admin }: Authenticated) => ({
  workspaceId: workspace.id,
  adminId: admin.id,
})

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

/**
 * The connections to keep so that one more fits: the oldest tombstone goes first; `undefined` when none can.
 *
 * An identity that signs in always fits: its person could not even disconnect anything otherwise.
 */
function makeRoom(
  { account, connections, known }: AccountSlot,
  who: Authenticated,
): readonly ConnectionRecord[] | undefined {
  const identity = account === undefined ? undefined : findIdentity(account, identityKeyOf(who))
  const isNew = account !== undefined && identity === undefined
  // Identities outlive the tombstones of their connections.
  if (isNew && account.identities.length >= limits.identitiesMax) return undefined
  if (known !== undefined || connections.length < limits.connectionsMax) return connections
  const [oldest] = connections
    .filter(({ status }) => status === 'disconnected')
    .sort((left, right) => (left.disconnectedAt ?? 0) - (right.disconnectedAt ?? 0))
  if (oldest !== undefined) return connections.filter((record) => record !== oldest)
  return identity?.signsIn === true ? connections : undefined
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
