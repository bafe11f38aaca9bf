import type { Connection } from '@latchkey/shared/contract'
import { workspaceName } from '#web/features/accounts/index.ts'

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** What needs its person first, then by name; the id decides between equals, so that rows never swap places. */
export function sortConnections(connections: readonly Connection[]): Connection[] {
  return connections.toSorted(
    (one, other) =>
      Number(other.status === 'needs_reconnect') - Number(one.status === 'needs_reconnect') ||
      byName.compare(workspaceName(one.workspace), workspaceName(other.workspace)) ||
      byName.compare(one.id, other.id),
  )
}
