import type { Admin } from '@latchkey/shared/contract'
import { Icon } from '#web/shared/ui/icon.tsx'
import styles from './email-mark.module.css'

/** An admin's e-mail address, and whether Intercom calls it verified; nothing here is decided by it. */
export function EmailMark({ admin }: { admin: Admin }) {
  return (
    <span>
      {admin.email === '' ? <span>no e-mail address</span> : <bdi>{admin.email}</bdi>}{' '}
      <span className={styles.mark} data-verified={admin.emailVerified}>
        <Icon name={admin.emailVerified ? 'check' : 'info'} />
        {admin.emailVerified ? 'verified' : 'unverified'}
      </span>
    </span>
  )
}
