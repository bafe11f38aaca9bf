import { useEffect, useId, useRef, useState } from 'react'
import type { Connection } from '@latchkey/shared/contract'
import { workspaceName } from '#web/features/accounts/index.ts'
import { ConnectForm } from '#web/features/oauth/index.ts'
import { asProblem } from '#web/shared/api/problem-error.ts'
import { focusOn } from '#web/shared/lib/focus.ts'
import { isolate } from '#web/shared/lib/text.ts'
import { announce } from '#web/shared/ui/announcer.tsx'
import { Avatar } from '#web/shared/ui/avatar.tsx'
import { Button } from '#web/shared/ui/button.tsx'
import { CopyButton } from '#web/shared/ui/copy-button.tsx'
import { Icon } from '#web/shared/ui/icon.tsx'
import { ProblemNote } from '#web/shared/ui/problem-note.tsx'
import { ConnectionFacts } from './connection-facts.tsx'
import { ConnectionStatusMark } from './connection-status.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { reasonWords } from './status-words.ts'
import { useVerifyConnection } from './verify-connection.ts'
import { VerifyPanel } from './verify-panel.tsx'
import styles from './connection-card.module.css'

interface Props {
  connection: Connection
  /** The flow that has just ended made this connection, and the session confirms it. */
  isNew: boolean
  onDisconnected: (connection: Connection) => void
}

/** One workspace: what it is, whether it works, and everything a person can do about it. */
export function ConnectionCard({ connection, isNew, onDisconnected }: Props) {
  const { workspace } = connection
  const name = workspaceName(workspace)
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  const verify = useVerifyConnection(connection.id)
  const isBroken = connection.status === 'needs_reconnect'

  useEffect(() => {
    if (!isNew) return
    focusOn(title.current)
    announce(`${isolate(name)} is connected`)
  }, [isNew, name])

  return (
    <article className={styles.card} aria-labelledby={titleId} data-status={connection.status}>
      {isNew && (
        <p className={styles.success}>
          <Icon name="check" />
          <span>
            <strong>Connected.</strong> Latchkey can now read <bdi>{name}</bdi>. Not the workspace you meant?{' '}
            <Button look="link" onClick={() => setIsAsking(true)}>
              Disconnect it
            </Button>
          </span>
        </p>
      )}
      <header className={styles.header}>
        <Avatar name={name} of={workspace.id} />
        <div className={styles.names}>
          <h2 className={styles.title} id={titleId} ref={title}>
            <bdi>{name}</bdi>
          </h2>
          <p className={styles.id}>
            <code>{workspace.id}</code>
            <CopyButton text={workspace.id} what={`workspace id ${workspace.id}`} />
          </p>
        </div>
        <ConnectionStatusMark status={connection.status} />
      </header>
      {isBroken && (
        <div className={styles.cause}>
          <p>
            {reasonWords(connection)} <span>Reconnecting keeps settings and history.</span>
          </p>
          <ConnectForm label="Reconnect" connectionId={connection.id} />
        </div>
      )}
      <ConnectionFacts connection={connection} />
      {(verify.isPending || verify.data !== undefined) && (
        <VerifyPanel verification={verify.isPending ? undefined : verify.data} />
      )}
      {verify.error !== null && <ProblemNote problem={asProblem(verify.error)} />}
      <footer className={styles.actions}>
        <Button busy={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? 'Testing…' : 'Test connection'}
        </Button>
        <Button look="quiet" hangs onClick={() => setIsAsking(true)}>
          Disconnect
        </Button>
      </footer>
      {isAsking && (
        <DisconnectDialog
          connection={connection}
          onClose={() => setIsAsking(false)}
          onDisconnected={onDisconnected}
        />
      )}
    </article>
  )
}
