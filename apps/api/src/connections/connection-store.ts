import { z } from 'zod'
import type { Part, Step } from '#api/platform/redis/index.ts'
import { ConnectionRecord, isForgotten } from './connection-record.ts'

const Stored = z.object({ items: z.array(ConnectionRecord) })

/** No TTL: connections live with their account; tombstones are dropped by the first write after 30 days. */
const connectionsKey = (accountId: string) => `{${accountId}}:connections`

/** Reads all connections of an account, tombstones included. */
export function connectionsPart(accountId: string): Part<ConnectionRecord[]> {
  return { key: connectionsKey(accountId), parse: (text) => Stored.parse(JSON.parse(text)).items }
}

/** Writes all connections of an account, less the tombstones whose time is over. */
export function writeConnections(accountId: string, records: readonly ConnectionRecord[], now: number): Step {
  const items = records.filter((record) => !isForgotten(record, now))
  return { key: connectionsKey(accountId), command: 'SET', args: [JSON.stringify({ items })] }
}

/** Puts a record in the place of the one with its id, or at the end. */
export function withConnection(
  records: readonly ConnectionRecord[],
  changed: ConnectionRecord,
): ConnectionRecord[] {
  return records.some(({ id }) => id === changed.id)
    ? records.map((record) => (record.id === changed.id ? changed : record))
    : [...records, changed]
}
