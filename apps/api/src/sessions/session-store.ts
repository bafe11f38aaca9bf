import { z } from 'zod'
import { limits } from '@latchkey/shared/contract/plain'
import { noRevision, revisionPart, type Part, type Step, type Store } from '#api/platform/redis/index.ts'

/**
 * One signed-in browser as it lies in Redis. Written once and never rewritten, so that ending it is final.
 *
 * `createdAt` is when this id began, `signedInAt` when its lineage did; a record without it began with its id. Times
 * are milliseconds since 1970.
 */
const SessionRecord = z.object({
  lineage: z.string(),
  epoch: z.number().int(),
  createdAt: z.number(),
  signedInAt: z.number().optional(),
  expiresAt: z.number(),
  userAgent: z.string().max(limits.userAgentMax).optional(),
})
export type SessionRecord = z.infer<typeof SessionRecord>

/** A session among all of its account. `seenAt` is 0 for one that no request has presented yet. */
export interface ListedSession extends SessionRecord {
  readonly hash: string
  readonly seenAt: number
}

/** TTL: the idle limit, moved on by `touchSession`. */
const sessionKey = (accountId: string, hash: string) => `{${accountId}}:session:${hash}`
/** No TTL: bounded by the number of sessions, and rewritten with each of them. */
const sessionsKey = (accountId: string) => `{${accountId}}:sessions`

const parse = (text: string) => SessionRecord.parse(JSON.parse(text))

/** Reads one session by the hash of its secret. */
export function sessionPart(accountId: string, hash: string): Part<SessionRecord> {
  return { key: sessionKey(accountId, hash), parse }
}

/** Writes a new session, not seen yet; it ends by itself after `idleMs` without a request. */
export function writeSession({
  accountId,
  hash,
  record,
  idleMs,
}: {
  accountId: string
  hash: string
  record: SessionRecord
  idleMs: number
}): Step[] {
  return [
    {
      key: sessionKey(accountId, hash),
      command: 'SET',
      args: [JSON.stringify(record), 'PX', String(idleMs)],
    },
    { key: sessionsKey(accountId), command: 'ZADD', args: ['0', hash] },
  ]
}

/** Ends sessions for good. */
export function eraseSessions(accountId: string, hashes: readonly string[]): Step[] {
  return hashes.flatMap((hash) => [
    { key: sessionKey(accountId, hash), command: 'DEL', args: [] } as const,
    { key: sessionsKey(accountId), command: 'ZREM', args: [hash] } as const,
  ])
}

/** Every session of an account: those whose record is there, and the hashes of those that have ended by themselves. */
export interface Listing {
  readonly live: readonly ListedSession[]
  readonly ended: readonly string[]
  /** The account's revision at the end of the reading. Another than at its beginning: what is listed never was. */
  readonly revision: string
}

/**
 * Lists the sessions of an account.
 *
 * Two reads, so a session that changed its id in between is in neither half. Decide nothing from the list unless its
 * `revision` is one that was read before it, and fence the commit with that.
 */
export async function listSessions(store: Store, accountId: string): Promise<Listing> {
  const flat = await store.run((redis) => redis.zrange(sessionsKey(accountId), '0', '-1', 'WITHSCORES'))
  const entries: { hash: string; seenAt: number }[] = []
  for (let at = 0; at + 1 < flat.length; at += 2)
    entries.push({ hash: flat[at] ?? '', seenAt: Number(flat[at + 1]) })
  const [revision = noRevision, ...records] = await store.readTogether([
    revisionPart(accountId),
    ...entries.map(({ hash }) => sessionPart(accountId, hash)),
  ])
  const live: ListedSession[] = []
  const ended: string[] = []
  entries.forEach((entry, at) => {
    const record = records[at]
    if (record === undefined) ended.push(entry.hash)
    else live.push({ ...record, ...entry })
  })
  return { live, ended, revision }
}

/**
 * Forgets sessions that can never be valid again; needs no fence, because no hash is ever written twice.
 */
export async function forgetSessions(
  store: Store,
  accountId: string,
  hashes: readonly string[],
): Promise<void> {
  const keys = hashes.map((hash) => sessionKey(accountId, hash))
  await store.run((redis) =>
    redis
      .pipeline()
      .del(keys)
      .zrem(sessionsKey(accountId), [...hashes])
      .exec(),
  )
}

/** Notes that a session was seen, and moves its idle limit on; does nothing to one that has ended. */
export async function touchSession(
  store: Store,
  { accountId, hash, seenAt, idleMs }: { accountId: string; hash: string; seenAt: number; idleMs: number },
): Promise<void> {
  await store.run((redis) =>
    redis
      .pipeline()
      .pexpire(sessionKey(accountId, hash), idleMs)
      .zadd(sessionsKey(accountId), 'XX', String(seenAt), hash)
      .exec(),
  )
}
