import type { ErrorCode } from '@latchkey/shared/contract'
import { accountPart, findIdentity, type AccountRecord } from '#api/accounts/index.ts'
import { connectionsPart, type ConnectionRecord } from '#api/connections/index.ts'
import { noRevision, revisionPart } from '#api/platform/redis/index.ts'
import type { Listing, PresentSession } from '#api/sessions/index.ts'
import type { Authenticated } from './authenticate.ts'
import type { OAuthDeps } from './deps.ts'
import { pendingPart, type PendingRecord } from './pending-store.ts'

/** Into which account an identity goes, and on whose word. */
export type Target =
  /** A new account, which the identity signs in to. */
  | { kind: 'new_account' }
  /** The account that the identity signs in to. */
  | { kind: 'sign_in'; accountId: string }
  /** The account that this browser is signed in to: a known identity, or one that its person chose to link. */
  | { kind: 'member'; session: PresentSession }

/** What a connection is stored into, as read under one revision. */
export interface AccountSlot {
  readonly accountId: string
  readonly account: AccountRecord | undefined
  readonly connections: readonly ConnectionRecord[]
  readonly revision: string
  readonly sessions: Listing
  /** The connection that the identity has here already. */
  readonly known: ConnectionRecord | undefined
  /** False when the question that this answers has been answered. */
  readonly questionOpen: boolean
}

/** What a look at an account needs to know. */
export interface Arrival {
  readonly who: Authenticated
  readonly target: Target
  /** The question that this answers, if any; it lives in the same account. */
  readonly question?: PendingRecord | undefined
}

/** The account that a target names; a new one has no name yet. */
export function accountOf(target: Target): string | undefined {
  if (target.kind === 'member') return target.session.accountId
  return target.kind === 'sign_in' ? target.accountId : undefined
}

/** Reads everything that decides whether and how an arrival is stored in an account. */
export async function readSlot(
  { store, sessions }: OAuthDeps,
  { accountId, who, question }: Arrival & { accountId: string },
): Promise<AccountSlot> {
  const [account, connections = [], revision = noRevision, ...asked] = await store.readTogether([
    accountPart(accountId),
    connectionsPart(accountId),
    revisionPart(accountId),
    ...(question === undefined ? [] : [pendingPart(question.id, accountId)]),
  ])
  const known = connections.find(
    ({ workspace, admin }) => workspace.id === who.workspace.id && admin.id === who.admin.id,
  )
  const questionOpen = asked.every((record) => record !== undefined)
  return {
    accountId,
    account,
    connections,
    revision,
    sessions: await sessions.list(accountId),
    known,
    questionOpen,
  }
}

/**
 * Why an arrival must not be stored in an account, if so.
 *
 * The sessions were read after the rest: a refusal counts only while the account's revision has not moved on.
 */
export function refusalOf(slot: AccountSlot, { who, target }: Arrival): ErrorCode | undefined {
  const { account, sessions, questionOpen } = slot
  if (!questionOpen) return 'pending.not_found'
  if (target.kind !== 'member') {
    const identity = { workspaceId: who.workspace.id, adminId: who.admin.id }
    const isNew = target.kind === 'new_account' && account === undefined
    const signsIn = account !== undefined && findIdentity(account, identity)?.signsIn === true
    return isNew || signsIn ? undefined : 'oauth.interrupted'
  }
  if (account === undefined) return 'oauth.session_changed'
  const { lineage } = target.session
  const lives = sessions.live.some(
    (session) => session.lineage === lineage && session.epoch === account.epoch,
  )
  return lives ? undefined : 'oauth.session_changed'
}
