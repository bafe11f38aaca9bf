import type { Step, Store } from '#api/platform/redis/index.ts'
import { toFields, toRecord, type ActivityRecord, type NewActivity } from './activity-record.ts'
import { comparePlaces, firstPlace } from './place.ts'

/** Entries that one account keeps, give or take a hundred; older ones fall off. */
const entriesMax = 1_000

/** Entries read in one command. */
const batchMax = 100

/** No TTL: the stream lives as long as the account and is bounded by count. */
const activityKey = (accountId: string) => `{${accountId}}:activity`

/** Appends one entry; part of the commit that it tells about, so neither is ever there without the other. */
export function recordActivity(accountId: string, entry: NewActivity): Step {
  return {
    key: activityKey(accountId),
    command: 'XADD',
    args: ['MAXLEN', '~', String(entriesMax), '*', ...toFields(entry)],
  }
}

/**
 * A page of activity, newest first, from behind `cursor` on; of one connection where it is named.
 *
 * Following `nextCursor` gives every entry once, whatever is added meanwhile. Reads no more than an account keeps.
 */
export async function readPage(
  store: Store,
  accountId: string,
  { limit, cursor, connectionId }: { limit: number; cursor?: string | undefined; connectionId?: string },
): Promise<{ records: ActivityRecord[]; nextCursor?: string }> {
  const key = activityKey(accountId)
  const found: ActivityRecord[] = []
  let from = cursor === undefined ? '+' : `(${cursor}`
  while (found.length <= limit) {
    const batch = await store.run((redis) => redis.xrevrange(key, from, '-', 'COUNT', batchMax))
    for (const [id, fields] of batch) {
      const record = toRecord(id, fields)
      const isWanted = connectionId === undefined || record?.connectionId === connectionId
      if (record !== undefined && isWanted) found.push(record)
    }
    const last = batch.at(-1)
    if (batch.length < batchMax || last === undefined) break
    from = `(${last[0]}`
  }
  const records = found.slice(0, limit)
  const nextCursor = found.length > limit ? records.at(-1)?.id : undefined
  return { records, ...(nextCursor === undefined ? {} : { nextCursor }) }
}

/** What came after a place: entries in order, or that some of them are not known any more. */
export type News =
  | { kind: 'entries'; records: ActivityRecord[]; place: string; more: boolean }
  /** `place` is behind everything there is. */
  | { kind: 'lost'; place: string }

/**
 * What came after a place, at most a hundred entries of it.
 *
 * Says `lost` rather than leaving out an entry: when older ones have fallen off since, or when the place is one that
 * this account never came to.
 */
export async function readAfter(store: Store, accountId: string, after: string): Promise<News> {
  // The entries first: what falls off between the two commands is then noticed for nothing, and never missed.
  const entries = await store.run((redis) =>
    redis.xrange(activityKey(accountId), `(${after}`, '+', 'COUNT', batchMax),
  )
  const { added, kept, first, last } = await readExtent(store, accountId)
  const hasFallenOff = added > kept && comparePlaces(after, first) < 0
  if (hasFallenOff || comparePlaces(after, last) > 0) return { kind: 'lost', place: last }
  return {
    kind: 'entries',
    records: entries.flatMap(([id, fields]) => toRecord(id, fields) ?? []),
    place: entries.at(-1)?.[0] ?? after,
    more: entries.length === batchMax,
  }
}

/** The place behind everything that has happened to an account. */
export async function latestPlace(store: Store, accountId: string): Promise<string> {
  return (await readExtent(store, accountId)).last
}

/** From where to where a stream reaches, how many entries it was given and how many it has kept. */
interface Extent {
  readonly added: number
  readonly kept: number
  readonly first: string
  readonly last: string
}

const nothing: Extent = { added: 0, kept: 0, first: firstPlace, last: firstPlace }

async function readExtent(store: Store, accountId: string): Promise<Extent> {
  try {
    const reply = await store.run((redis) => redis.xinfo('STREAM', activityKey(accountId)))
    const flat: unknown[] = Array.isArray(reply) ? reply : []
    const valueOf = (name: string) => String(flat[flat.indexOf(name) + 1])
    return {
      added: Number(valueOf('entries-added')),
      kept: Number(valueOf('length')),
      first: valueOf('recorded-first-entry-id'),
      last: valueOf('last-generated-id'),
    }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('ERR no such key')) return nothing
    throw error
  }
}
