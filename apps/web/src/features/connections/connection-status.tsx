import type { ConnectionStatus } from '@latchkey/shared/contract/plain'
import { Icon } from '#web/shared/ui/icon.tsx'
import { statusWords } from './status-words.ts'
import styles from './connection-status.module.css'

export function ConnectionStatusMark({ status }: { status: ConnectionStatus }) {
  const { word, icon } = statusWords[status]
  return (
    <p className={styles.status} data-status={status}>
      <Icon name={icon} />
      {word}
    </p>
  )
}
