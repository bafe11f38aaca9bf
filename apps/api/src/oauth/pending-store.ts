import { z } from 'zod'
import { limits } from '@latchkey/shared/contract/plain'
import type { Part, Step, Store } from '#api/platform/redis/index.ts'
import type { SealContext, SealedRecords } from '#api/tokens/index.ts'

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
/** With whatever a later version adds to a record, so that it stays. */
const WholeRecord = z.looseObject(PendingRecord.shape)

/** TTL: ten minutes. In the account's slot, or in one of its own while there is no account. */
const pendingKey = (id: string, accountId: string | undefined) => `{${accountId ?? id}}:pending:${id}`

const parse = (text: string) => PendingRecord.parse(JSON.parse(text))

/** What the token of a question is sealed to. */
export const pendingSeal = (id: string): SealContext => ({ kind: 'pending', subject: id, generation: 0 })

/** Every open question's token, for whoever counts or changes keys. */
export const sealedQuestions: SealedRecords = {
  pattern: '{*}:pending:*',
  read(key, text) {
    const [, id] = /^\{[^}]+\}:pending:([^:]+)$/.exec(key) ?? []
    if (id === undefined) return undefined
    const record = WholeRecord.parse(JSON.parse(text))
    return {
      context: pendingSeal(id),
      sealed: record.sealedToken,
      withSealed: (sealedToken) => JSON.stringify({ ...record, sealedToken }),
    }
  },
}

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

/** TTL: one minute. While it is there, one answer is being acted on and no other is. */
const leaseKey = ({ id, accountId }: PendingRecord) => `${pendingKey(id, accountId)}:answering`
const leaseMs = 60_000

const releaseScript = `#!lua
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`

/**
 * Claims a question for one answer: of any number of answers at once, one gets it. Asked again with the same attempt,
 * as after a lost reply, it is still that one's.
 */
export async function claimAnswer(store: Store, record: PendingRecord, attempt: string): Promise<boolean> {
  const held = await store.run((redis) => redis.set(leaseKey(record), attempt, 'PX', leaseMs, 'NX', 'GET'))
  return held === null || held === attempt
}

/** Lets the next answer have the question, when this one came to nothing. */
export async function releaseAnswer(store: Store, record: PendingRecord, attempt: string): Promise<void> {
  await store.run((redis) => redis.eval(releaseScript, 1, leaseKey(record), attempt))
}

/** Closes a question for good. */
export async function closePending(store: Store, record: PendingRecord): Promise<void> {
  await store.run((redis) => redis.del(pendingKey(record.id, record.accountId), leaseKey(record)))
}
