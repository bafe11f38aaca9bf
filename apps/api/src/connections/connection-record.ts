import { z } from 'zod'
import { limits } from '@latchkey/shared/contract/plain'
import { connectionStatuses, reconnectReasons, type Connection } from '@latchkey/shared/contract'

const dayMs = 86_400_000

/**
 * An account's link to one workspace through one identity, as it lies in Redis; never with a token.
 *
 * `generation` counts its tokens. `exchangedAt` is when the exchange of the present token began and `attempt` the id
 * of the try that stored it. Times are milliseconds since 1970.
 */
export const ConnectionRecord = z.object({
  id: z.string(),
  status: z.enum(connectionStatuses),
  reason: z.enum(reconnectReasons).optional(),
  workspace: z.object({ id: z.string(), name: z.string(), region: z.enum(['us', 'eu', 'au', 'unknown']) }),
  admin: z.object({ id: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() }),
  connectedAt: z.number(),
  checkedAt: z.number(),
  disconnectedAt: z.number().optional(),
  generation: z.number().int(),
  exchangedAt: z.number(),
  attempt: z.string(),
})
export type ConnectionRecord = z.infer<typeof ConnectionRecord>

/** Whether a record is a tombstone that nobody is shown any more. */
export function isForgotten(record: ConnectionRecord, now: number): boolean {
  return record.disconnectedAt !== undefined && now - record.disconnectedAt > limits.tombstoneDays * dayMs
}

/** A record as the contract shows it. */
export function toConnection(record: ConnectionRecord): Connection {
  const { id, status, reason, workspace, admin, connectedAt, checkedAt, disconnectedAt } = record
  return {
    id,
    status,
    ...(status === 'needs_reconnect' && reason !== undefined ? { reason } : {}),
    uninstall: 'none',
    workspace,
    admin,
    connectedAt: new Date(connectedAt).toISOString(),
    checkedAt: new Date(checkedAt).toISOString(),
    ...(disconnectedAt === undefined ? {} : { disconnectedAt: new Date(disconnectedAt).toISOString() }),
  }
}
