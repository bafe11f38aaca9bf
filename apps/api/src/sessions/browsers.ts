import type { ListedSession, SessionRecord } from './session-store.ts'

/** One signed-in browser: everything that its lineage has, whatever number of ids that is at the moment. */
export interface SignedInBrowser {
  readonly lineage: string
  readonly userAgent?: string
  readonly signedInAt: number
  readonly lastSeenAt: number
  /** When it ends however much it is used. */
  readonly expiresAt: number
}

/** Whether a record that is there still opens the account: it carries the account's epoch, and its end has not come. */
export function isValid(
  { epoch, expiresAt }: SessionRecord,
  account: { epoch: number | undefined; now: number },
): boolean {
  return epoch === account.epoch && expiresAt > account.now
}

/** When a session was last seen; at its beginning, if no request has presented it yet. */
export const lastSeen = ({ seenAt, createdAt }: ListedSession): number => Math.max(seenAt, createdAt)

/** The browsers behind sessions, one for each lineage, seen last first. */
export function browsersOf(sessions: readonly ListedSession[]): SignedInBrowser[] {
  const byLineage = Map.groupBy(sessions, ({ lineage }) => lineage)
  return [...byLineage]
    .map(([lineage, ids]) => {
      const latest = ids.reduce((found, id) => (id.createdAt > found.createdAt ? id : found))
      return {
        lineage,
        ...(latest.userAgent === undefined ? {} : { userAgent: latest.userAgent }),
        signedInAt: Math.min(...ids.map(({ signedInAt, createdAt }) => signedInAt ?? createdAt)),
        lastSeenAt: Math.max(...ids.map(lastSeen)),
        expiresAt: Math.max(...ids.map(({ expiresAt }) => expiresAt)),
      }
    })
    .sort((left, right) => right.lastSeenAt - left.lastSeenAt)
}
