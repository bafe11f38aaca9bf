import { digest } from '#api/platform/digest.ts'
import type { Store } from '#api/platform/redis/index.ts'

/** A connection somewhere: its account and its id. */
export interface ConnectionRef {
  readonly accountId: string
  readonly connectionId: string
}

/** No TTL: a hint lives as long as the connection; the score is when it was added. It may dangle. */
const workspaceKey = (workspaceId: string) => `workspace:{${digest(workspaceId)}}:connections`

export const formatRef = ({ accountId, connectionId }: ConnectionRef) => `${accountId}.${connectionId}`

export function parseRef(text: string): ConnectionRef | undefined {
  const [accountId, connectionId, ...rest] = text.split('.')
  return accountId === undefined || connectionId === undefined || rest.length > 0
    ? undefined
    : { accountId, connectionId }
}

/** Notes that a connection belongs to a workspace; before the commit that makes it. */
export async function addToWorkspace(
  store: Store,
  workspaceId: string,
  ref: ConnectionRef & { at: number },
): Promise<void> {
  await store.run((redis) => redis.zadd(workspaceKey(workspaceId), ref.at, formatRef(ref)))
}

/** Takes the note away; after the commit that ended the connection. */
export async function removeFromWorkspace(
  store: Store,
  workspaceId: string,
  ref: ConnectionRef,
): Promise<void> {
  await store.run((redis) => redis.zrem(workspaceKey(workspaceId), formatRef(ref)))
}
