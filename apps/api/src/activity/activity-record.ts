import { z } from 'zod'
import {
  activityKinds,
  reconnectReasons,
  type ActivityActor,
  type ActivityEntry,
} from '@latchkey/shared/contract'

/** Who brought something about: a signed-in browser, by its lineage where one is known, Intercom, or we ourselves. */
export type Cause =
  { readonly by: 'browser'; readonly lineage?: string } | { readonly by: 'intercom' | 'system' }

/** Longest text of one field; what Intercom says of a workspace is cut to less before it comes here. */
const textMax = 300

/**
 * What happened, as it lies in Redis. Never holds a token, a code, a state or a session id; a lineage opens nothing.
 *
 * `at` is in milliseconds since 1970. The workspace is named as at that time.
 */
const Happened = z.object({
  kind: z.enum(activityKinds),
  at: z.coerce.number().int(),
  by: z.enum(['browser', 'intercom', 'system']),
  lineage: z.string().optional(),
  connectionId: z.string().optional(),
  workspaceId: z.string().optional(),
  workspaceName: z.string().optional(),
  /** Of the browser that it happened to, in our own words. */
  userAgent: z.string().optional(),
  reason: z.enum(reconnectReasons).optional(),
})
type Happened = z.infer<typeof Happened>

/** One entry of an account's activity; `id` is its place. */
export type ActivityRecord = Happened & { readonly id: string }

/** What is written down: what happened, who brought it about, and to which connection. */
export type NewActivity = Pick<Happened, 'kind' | 'at' | 'userAgent' | 'reason'> & {
  readonly cause: Cause
  readonly connection?: {
    readonly id: string
    readonly workspace: { readonly id: string; readonly name: string }
  }
}

/** The fields of an entry: names and values by turns, as a stream takes them. */
export function toFields({ kind, at, userAgent, reason, cause, connection }: NewActivity): string[] {
  const happened: Happened = {
    kind,
    at,
    by: cause.by,
    ...(cause.by === 'browser' ? { lineage: cause.lineage } : {}),
    connectionId: connection?.id,
    workspaceId: connection?.workspace.id,
    workspaceName: connection?.workspace.name,
    userAgent,
    reason,
  }
  return Object.entries(happened).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value).slice(0, textMax)],
  )
}

/** Reads an entry; `undefined` for one that another version of Latchkey wrote and this one cannot read. */
export function toRecord(id: string, fields: readonly string[]): ActivityRecord | undefined {
  const entries: [string, string][] = []
  for (let at = 0; at + 1 < fields.length; at += 2) entries.push([fields[at] ?? '', fields[at + 1] ?? ''])
  const { success, data } = Happened.safeParse(Object.fromEntries(entries))
  return success ? { id, ...data } : undefined
}

/** An entry as the contract shows it to a browser of this lineage. */
export function toActivityEntry(record: ActivityRecord, lineage: string): ActivityEntry {
  const { id, at, kind, connectionId, workspaceId, workspaceName, userAgent, reason } = record
  return {
    id,
    at: new Date(at).toISOString(),
    kind,
    actor: actorOf(record, lineage),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(workspaceId === undefined ? {} : { workspace: { id: workspaceId, name: workspaceName ?? '' } }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function actorOf(record: ActivityRecord, lineage: string): ActivityActor {
  if (record.by !== 'browser') return record.by
  return record.lineage === lineage ? 'you' : 'another_browser'
}
