import { Notice } from '#web/shared/ui/notice.tsx'
import styles from './no-script-notice.module.css'

/**
 * Says what the static page cannot do by itself. Hidden by what `early.js` notes on the page, and not a `<noscript>`
 * element, because that one stays hidden too where scripts are on and do not arrive.
 */
export function NoScriptNotice() {
  return (
    <div className={styles.notice}>
      <Notice tone="neutral" title="Showing your connections needs JavaScript">
        <p>
          Connecting works without it. To see the result, turn JavaScript on for this site and open this page
          again.
        </p>
      </Notice>
    </div>
  )
}
