import type { AccountRecord, IdentityRecord } from './account-store.ts'

/** What names an identity; never the e-mail. */
export interface IdentityKey {
  readonly workspaceId: string
  readonly adminId: string
}

/** Finds an identity in an account. */
export function findIdentity(
  account: AccountRecord,
  { workspaceId, adminId }: IdentityKey,
): IdentityRecord | undefined {
  return account.identities.find((entry) => entry.workspaceId === workspaceId && entry.adminId === adminId)
}

/** The account with an identity added, or renewed in its place; a known one keeps `signsIn` and `addedAt`. */
export function withIdentity(account: AccountRecord, identity: IdentityRecord): AccountRecord {
  const known = findIdentity(account, identity)
  if (known === undefined) return { ...account, identities: [...account.identities, identity] }
  const renewed = { ...identity, signsIn: known.signsIn, addedAt: known.addedAt }
  return { ...account, identities: account.identities.map((entry) => (entry === known ? renewed : entry)) }
}

/** The account without an identity. */
export function withoutIdentity(account: AccountRecord, identity: IdentityKey): AccountRecord {
  const known = findIdentity(account, identity)
  return { ...account, identities: account.identities.filter((entry) => entry !== known) }
}

/** Whether an identity may leave an account: somebody must still be able to sign in to it. */
export function canLeave(account: AccountRecord, identity: IdentityKey): boolean {
  return withoutIdentity(account, identity).identities.some(({ signsIn }) => signsIn)
}
