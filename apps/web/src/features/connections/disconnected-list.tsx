import { useEffect, useId, useRef } from 'react'
import type { Connection } from '@latchkey/shared/contract'
import { limits } from '@latchkey/shared/contract/plain'
import { workspaceName } from '#web/features/accounts/index.ts'
import { ConnectForm } from '#web/features/oauth/index.ts'
import { focusOn } from '#web/shared/lib/focus.ts'
import { useNow } from '#web/shared/lib/now.ts'
import { isolate } from '#web/shared/lib/text.ts'
import { atWords, exactWords } from '#web/shared/lib/time-words.ts'
import { announce } from '#web/shared/ui/announcer.tsx'
import { Avatar } from '#web/shared/ui/avatar.tsx'
import { uninstallWords } from './status-words.ts'
import styles from './disconnected-list.module.css'

interface Props {
  connections: readonly Connection[]
  /** The one that was stopped in this visit: its proof is what a person wants to read next. */
  justStopped: string | undefined
}

/** What was stopped, with proof, for as long as it is remembered. */
export function DisconnectedList({ connections, justStopped }: Props) {
  if (connections.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="disconnected">
      <h2 className={styles.title} id="disconnected">
        Disconnected
      </h2>
      <p className={styles.hint}>Listed for {limits.tombstoneDays} days. Latchkey has no access to these.</p>
      <ul className={styles.list}>
        {connections.map((connection) => (
          <li key={connection.id}>
            <Stopped connection={connection} isNews={connection.id === justStopped} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Stopped({ connection, isNews }: { connection: Connection; isNews: boolean }) {
  const name = workspaceName(connection.workspace)
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const now = useNow()
  const stoppedAt = connection.disconnectedAt
  useEffect(() => {
    if (!isNews) return
    focusOn(title.current)
    announce(`${isolate(name)} is disconnected. Its access was erased.`)
  }, [isNews, name])
  const uninstall = uninstallWords(connection)
  const { region } = connection.workspace
  return (
    <article className={styles.row} aria-labelledby={titleId}>
      <Avatar name={name} of={connection.workspace.id} />
      <div className={styles.words}>
        <h3 className={styles.name} id={titleId} ref={title}>
          <bdi>{name}</bdi>
        </h3>
        <p className={styles.proof}>
          <code>{connection.workspace.id}</code>
          {stoppedAt !== undefined && (
            <>
              {' · '}Stopped here{' '}
              <time dateTime={stoppedAt} title={exactWords(new Date(stoppedAt))}>
                {atWords(new Date(stoppedAt), now)}
              </time>
            </>
          )}
        </p>
        {uninstall !== undefined && <p className={styles.proof}>{uninstall}</p>}
      </div>
      <ConnectForm label="Connect again" look="secondary" {...(region === 'unknown' ? {} : { region })} />
    </article>
  )
}
