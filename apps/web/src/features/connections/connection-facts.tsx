import type { Connection } from '@latchkey/shared/contract'
import { EmailMark } from '#web/features/accounts/index.ts'
import { regionWords } from '#web/shared/lib/region-words.ts'
import { Moment } from '#web/shared/ui/moment.tsx'
import styles from './connection-facts.module.css'

/** Where, by whom, since when, and when it last worked. */
export function ConnectionFacts({ connection }: { connection: Connection }) {
  const { admin, workspace } = connection
  const region = regionWords[workspace.region]
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Connected by</dt>
        <dd>
          <bdi>{admin.name}</bdi>
        </dd>
        <dd className={styles.more}>
          <EmailMark admin={admin} />
        </dd>
      </div>
      <div>
        <dt>Region</dt>
        <dd>{region.host === undefined ? region.name : `${region.name} (${region.host})`}</dd>
      </div>
      <div>
        <dt>Connected</dt>
        <dd>
          <Moment time={connection.connectedAt} />
        </dd>
      </div>
      <div>
        <dt>Last checked</dt>
        <dd>
          <Moment time={connection.checkedAt} />
        </dd>
      </div>
    </dl>
  )
}
