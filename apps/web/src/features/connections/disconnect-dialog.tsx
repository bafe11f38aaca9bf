import type { Connection } from '@latchkey/shared/contract'
import { limits } from '@latchkey/shared/contract/plain'
import { workspaceName } from '#web/features/accounts/index.ts'
import { asProblem } from '#web/shared/api/problem-error.ts'
import { Button } from '#web/shared/ui/button.tsx'
import { Dialog } from '#web/shared/ui/dialog.tsx'
import { ProblemNote } from '#web/shared/ui/problem-note.tsx'
import { useDisconnect } from './disconnect.ts'
import styles from './disconnect-dialog.module.css'

interface Props {
  connection: Connection
  onClose: () => void
  onDisconnected: (connection: Connection) => void
}

/** Asks before a connection is stopped, and says exactly what stops and what stays. */
export function DisconnectDialog({ connection, onClose, onDisconnected }: Props) {
  const disconnect = useDisconnect(connection.id)
  const close = (): void => {
    if (!disconnect.isPending) onClose()
  }
  // The promise, because the card with this dialog is gone before a callback of the mutation would be called.
  const confirm = (): void =>
    void disconnect.mutateAsync().then(
      (stopped) => {
        onClose()
        onDisconnected(stopped)
      },
      () => undefined,
    )
  return (
    <Dialog
      title={
        <>
          Disconnect <bdi>{workspaceName(connection.workspace)}</bdi>?
        </>
      }
      onClose={close}
    >
      <ul className={styles.consequences}>
        <li>Latchkey stops reading this workspace at once and erases the access it holds.</li>
        <li>
          The app stays installed in Intercom, and other people who connected this workspace are not affected.
        </li>
        <li>
          It stays listed here for {limits.tombstoneDays} days, and you can connect it again at any time.
        </li>
      </ul>
      {disconnect.error !== null && <ProblemNote problem={asProblem(disconnect.error)} />}
      <div className={styles.answers}>
        <Button data-autofocus onClick={close}>
          Cancel
        </Button>
        <Button look="danger" busy={disconnect.isPending} onClick={confirm}>
          {disconnect.isPending ? 'Disconnecting…' : 'Disconnect'}
        </Button>
      </div>
    </Dialog>
  )
}
