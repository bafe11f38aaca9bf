import { permissions } from '@latchkey/shared/contract/plain'
import { Icon, type IconName } from '#web/shared/ui/icon.tsx'
import styles from './permission-list.module.css'

type Permission = (typeof permissions)[number]

const icons: Readonly<Record<Permission['words'], IconName>> = {
  'Who you are': 'person',
  'Your workspace': 'workspace',
  'Contacts and companies': 'people',
  Conversations: 'chat',
}

/** What will be read, in plain words, beside the name that Intercom's own page uses for it. */
export function PermissionList() {
  return (
    <ul className={styles.list}>
      {permissions.map(({ label, words, why }) => (
        <li key={label} className={styles.item}>
          <span className={styles.icon}>
            <Icon name={icons[words]} />
          </span>
          <div>
            <h3 className={styles.words}>{words}</h3>
            <p className={styles.why}>{why}</p>
            <p className={styles.label}>Intercom calls it “{label}”</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
