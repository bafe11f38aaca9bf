import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '#web/features/sessions/index.ts'
import { useNow } from '#web/shared/lib/now.ts'
import { useOfflineSince } from '#web/shared/lib/online.ts'
import { clockWords } from '#web/shared/lib/time-words.ts'
import { Button } from '#web/shared/ui/button.tsx'
import { Icon } from '#web/shared/ui/icon.tsx'
import styles from './service-banner.module.css'

/** Says that what is shown may be out of date: no network, or a service that has stopped answering. */
export function ServiceBanner() {
  const now = useNow()
  const offlineSince = useOfflineSince()
  const { data, isError, dataUpdatedAt, refetch, isFetching } = useQuery(sessionQuery())
  if (offlineSince !== undefined)
    return (
      <p className={styles.banner} role="alert">
        <Icon name="warning" />
        <span>
          You have been offline since{' '}
          <time dateTime={offlineSince.toISOString()}>{clockWords(offlineSince, now)}</time>. What you see may
          be out of date, and nothing can be changed until you are back.
        </span>
      </p>
    )
  if (!isError || data === undefined) return null
  const known = new Date(dataUpdatedAt)
  return (
    <div className={styles.banner} role="alert">
      <Icon name="warning" />
      <span>
        Latchkey is not answering. Nothing is lost; this is what was known at{' '}
        <time dateTime={known.toISOString()}>{clockWords(known, now)}</time>.
      </span>
      <Button look="link" busy={isFetching} onClick={() => void refetch()}>
        Try again
      </Button>
    </div>
  )
}
