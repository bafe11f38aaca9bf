import { z } from 'zod'
import type { Part, Step } from '#api/platform/redis/index.ts'

/**
 * One Intercom admin in one workspace. What names it is `workspaceId` and `adminId`; the rest is what Intercom said
 * of it last, for people to read. `signsIn` says whether it opens the account from a fresh browser.
 */
const IdentityRecord = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  region: z.enum(['us', 'eu', 'au', 'unknown']),
  adminId: z.string(),
  adminName: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  signsIn: z.boolean(),
  addedAt: z.number(),
})
export type IdentityRecord = z.infer<typeof IdentityRecord>

/** A person: the identities that belong to it. Sessions are valid only while they carry its epoch. */
const AccountRecord = z.object({
  id: z.string(),
  epoch: z.number().int(),
  createdAt: z.number(),
  identities: z.array(IdentityRecord),
})
export type AccountRecord = z.infer<typeof AccountRecord>

/** No TTL: an account lives until its person deletes it. */
const accountKey = (accountId: string) => `{${accountId}}:account`

const parse = (text: string) => AccountRecord.parse(JSON.parse(text))

/** Reads an account. */
export function accountPart(accountId: string): Part<AccountRecord> {
  return { key: accountKey(accountId), parse }
}

/** Reads the epoch that a session of this account must carry. */
export function epochPart(accountId: string): Part<number> {
  return { key: accountKey(accountId), parse: (text) => parse(text).epoch }
}

/** Writes an account. */
export function writeAccount(record: AccountRecord): Step {
  return { key: accountKey(record.id), command: 'SET', args: [JSON.stringify(record)] }
}
