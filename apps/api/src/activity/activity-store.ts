import type { Step } from '#api/platform/redis/index.ts'

/** Entries that one account keeps; older ones fall off. */
const entriesMax = 1_000

/** What happened, as it stays visible to the account. Never holds a token, a code, a state or a session id. */
export interface ActivityEntry {
  readonly kind:
    | 'workspace_connected'
    | 'workspace_reconnected'
    | 'workspace_disconnected'
    | 'workspace_moved_out'
    | 'access_lost'
    | 'access_restored'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly connectionId: string
  readonly workspaceName: string
  readonly reason?: string
}

/** No TTL: the stream lives as long as the account and is bounded by count. */
const activityKey = (accountId: string) => `{${accountId}}:activity`

/** Appends one entry; part of the commit that it tells about, so neither is ever there without the other. */
export function recordActivity(accountId: string, entry: ActivityEntry): Step {
  const fields = Object.entries(entry).flatMap(([name, value]) => [name, String(value)])
  return {
    key: activityKey(accountId),
    command: 'XADD',
    args: ['MAXLEN', '~', String(entriesMax), '*', ...fields],
  }
}
