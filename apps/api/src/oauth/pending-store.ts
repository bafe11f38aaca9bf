import { z } from 'zod'
import { limits } from '@latchkey/shared/contract/plain'
import type { Part, Step, Store } from '#api/platform/redis/index.ts'

/** A question to a person, with the token it is about, sealed for this question only. */
const PendingRecord = z.object({
  id: z.string(),
  /** The flow's state hash and the digest of its cookie's secret: only that browser may see and answer. */
  stateHash: z.string(),
  browser: z.string(),
  accountId: z.string().optional(),
  lineage: z.string().optional(),
  /** On a reconnect: the connection that was to be reconnected. */
  connectionId: z.string().optional(),
  joined: z.boolean(),
  workspace: z.object({ id: z.string(), name: z.string(), region: z.enum(['us', 'eu', 'au', 'unknown']) }),
  admin: z.object({ id: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() }),
  sealedToken: z.string(),
  exchangedAt: z.number(),
  returnTo: z.string(),
  expiresAt: z.number(),
})
export type PendingRecord = z.infer<typeof PendingRecord>

/** TTL: ten minutes. In the account's slot, or in one of its own while there is no account. */
const pendingKey = (id: string, accountId: string | undefined) => `{${accountId ?? id}}:pending:${id}`

const parse = (text: string) => PendingRecord.parse(JSON.parse(text))

export function pendingPart(id: string, accountId: string | undefined): Part<PendingRecord> {
  return { key: pendingKey(id, accountId), parse }
}

/** Erases a question in the commit that answers it. */
export function erasePending({ id, accountId }: PendingRecord): Step {
  return { key: pendingKey(id, accountId), command: 'DEL', args: [] }
}

export async function savePending(store: Store, record: PendingRecord): Promise<void> {
  const key = pendingKey(record.id, record.accountId)
  await store.run((redis) => redis.set(key, JSON.stringify(record), 'PX', limits.pendingSeconds * 1_000))
}

/** Takes a question, once: of any number of callers, one gets it. */
export async function takePending(
  store: Store,
  { id, accountId }: PendingRecord,
): Promise<PendingRecord | undefined> {
  const text = await store.run((redis) => redis.getdel(pendingKey(id, accountId)))
  return text === null ? undefined : parse(text)
}
