import type { PendingChoice, PendingKind } from '@latchkey/shared/contract'
import {
  canLeave,
  findIdentity,
  type AccountRecord,
  type IdentityKey,
  type Ownership,
} from '#api/accounts/index.ts'

/** Everything that decides what may happen with an identity that has just authorised. */
export interface Circumstances {
  readonly identity: IdentityKey
  readonly owner: Ownership
  /** The account that this browser is signed in to, if any. */
  readonly account: AccountRecord | undefined
  /** On a reconnect: the identity of the connection that was to be reconnected. */
  readonly expected: IdentityKey | undefined
  /** The flow started signed out, and the browser signed in meanwhile. */
  readonly joined: boolean
}

/** What to do: store at once into a new account or an existing one, or ask the person first. */
export type Situation =
  | { kind: 'new_account' }
  | { kind: 'sign_in'; accountId: string }
  | { kind: 'renew'; accountId: string }
  | { kind: 'ask'; question: PendingKind; choices: PendingChoice[] }

/**
 * Decides what an authorised identity means for this browser. Nothing depends on an e-mail address.
 *
 * Only a sign-in identity opens its account from a browser that is signed in nowhere; nothing is linked to an account
 * without a question; a reconnect that ends in another identity is never swapped in silently.
 */
export function situationOf(circumstances: Circumstances): Situation {
  const { identity, owner, account, expected, joined } = circumstances
  const ownersView = owner.kind === 'owned' ? findIdentity(owner.account, identity) : undefined
  if (account === undefined) {
    if (owner.kind === 'free') return { kind: 'new_account' }
    if (ownersView?.signsIn === true) return { kind: 'sign_in', accountId: owner.account.id }
    return { kind: 'ask', question: 'conflict', choices: ['separate', 'cancel'] }
  }
  if (owner.kind === 'owned' && owner.account.id !== account.id) {
    return { kind: 'ask', question: 'conflict', choices: conflictChoices(owner.account, identity) }
  }
  const known = owner.kind === 'owned'
  const choices: PendingChoice[] = known ? ['link', 'cancel'] : ['link', 'separate', 'cancel']
  if (expected !== undefined && expected.workspaceId !== identity.workspaceId) {
    return { kind: 'ask', question: 'other_workspace', choices }
  }
  if (expected !== undefined && expected.adminId !== identity.adminId) {
    return { kind: 'ask', question: 'other_admin', choices }
  }
  const renews = known && (!joined || ownersView?.signsIn === true)
  return renews
    ? { kind: 'renew', accountId: account.id }
    : { kind: 'ask', question: 'new_identity', choices }
}

function conflictChoices(owner: AccountRecord, identity: IdentityKey): PendingChoice[] {
  const signsIn = findIdentity(owner, identity)?.signsIn === true
  return [
    ...(signsIn ? (['switch_account'] as const) : []),
    ...(canLeave(owner, identity) ? (['separate'] as const) : []),
    'cancel',
  ]
}
