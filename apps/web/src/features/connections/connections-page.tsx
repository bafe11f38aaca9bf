import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Connection, Session } from '@latchkey/shared/contract'
import { workspaceName } from '#web/features/accounts/index.ts'
import { arrival, ArrivalNotice, ConnectForm, forgetArrival } from '#web/features/oauth/index.ts'
import { isolate } from '#web/shared/lib/text.ts'
import { useStore } from '#web/shared/lib/store.ts'
import { PageHeading } from '#web/shared/ui/page-heading.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { connectionsQuery } from './connections-query.ts'
import { DisconnectedList } from './disconnected-list.tsx'
import { sortConnections } from './sort-connections.ts'
import { statusWords } from './status-words.ts'
import styles from './connections-page.module.css'

function summaryOf(live: readonly Connection[]): string {
  const broken = live.filter(({ status }) => status === 'needs_reconnect').length
  const count = live.length === 1 ? '1 workspace' : `${live.length} workspaces`
  if (live.length === 0) return 'No workspace is connected.'
  if (broken === 0) return live.length === 1 ? '1 workspace, working.' : `${count}, all working.`
  return broken === 1 ? `${count}, 1 needs reconnecting.` : `${count}, ${broken} need reconnecting.`
}

function titleOf(live: readonly Connection[], shown: Connection | undefined): string {
  const one = shown ?? live.find(({ status }) => status === 'needs_reconnect') ?? live[0]
  if (one === undefined) return 'Not connected'
  const title = `${statusWords[one.status].word} – ${isolate(workspaceName(one.workspace))}`
  return live.length > 1 && shown === undefined ? `${title} and ${live.length - 1} more` : title
}

/** Everything this account is connected to, problems first. */
export function ConnectionsPage({ session }: { session: Extract<Session, { status: 'connected' }> }) {
  const { data: all } = useQuery(connectionsQuery())
  const result = useStore(arrival)
  const [justStopped, setJustStopped] = useState<string>()

  const live = sortConnections(session.connections.filter(({ status }) => status !== 'disconnected'))
  const stopped = (all?.items ?? [])
    .filter(({ id, status }) => status === 'disconnected' && !live.some((one) => one.id === id))
    .toSorted((one, other) => (other.disconnectedAt ?? '').localeCompare(one.disconnectedAt ?? ''))
  const arrived = result.kind === 'connected' ? live.find(({ id }) => id === result.connectionId) : undefined

  const showStopped = ({ id }: Connection): void => {
    setJustStopped(id)
    forgetArrival()
  }

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <PageHeading title={titleOf(live, arrived)}>Connections</PageHeading>
        <p className={styles.summary}>{summaryOf(live)}</p>
      </header>
      <ArrivalNotice hasWayOn isConfirmed={arrived !== undefined} />
      {live.length > 0 && (
        <ul className={styles.list}>
          {live.map((connection) => (
            <li key={connection.id}>
              <ConnectionCard
                connection={connection}
                isNew={connection === arrived && connection.status === 'active'}
                onDisconnected={showStopped}
              />
            </li>
          ))}
        </ul>
      )}
      <section className={styles.more} aria-labelledby="connect-another">
        <div>
          <h2 className={styles.moreTitle} id="connect-another">
            {live.length === 0 ? 'Connect a workspace' : 'Another workspace?'}
          </h2>
          <p className={styles.summary}>Intercom opens, you choose the workspace, and you come back here.</p>
        </div>
        <ConnectForm
          label={live.length === 0 ? 'Connect Intercom' : 'Connect another workspace'}
          look={live.length === 0 ? 'primary' : 'secondary'}
          offersRegions
        />
      </section>
      <DisconnectedList connections={stopped} justStopped={justStopped} />
    </div>
  )
}
