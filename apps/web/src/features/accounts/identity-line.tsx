import type { Admin, Workspace } from '@latchkey/shared/contract'
import { Avatar } from '#web/shared/ui/avatar.tsx'
import { regionWords } from '#web/shared/lib/region-words.ts'
import { workspaceName } from './names.ts'
import { EmailMark } from './email-mark.tsx'
import styles from './identity-line.module.css'

/** One admin in one workspace, named so that a person recognises it: workspace with its id first, then who. */
export function IdentityLine({ workspace, admin }: { workspace: Workspace; admin: Admin }) {
  return (
    <div className={styles.line}>
      <Avatar name={workspaceName(workspace)} of={workspace.id} />
      <div className={styles.words}>
        <p>
          <bdi className={styles.name}>{workspaceName(workspace)}</bdi> <code>{workspace.id}</code>
        </p>
        <p className={styles.who}>
          <bdi>{admin.name}</bdi>, <EmailMark admin={admin} />
        </p>
        {workspace.region !== 'unknown' && (
          <p className={styles.who}>Hosted in {regionWords[workspace.region].name}</p>
        )}
      </div>
    </div>
  )
}
