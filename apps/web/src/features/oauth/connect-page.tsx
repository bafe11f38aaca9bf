import type { ReactNode } from 'react'
import { Notice } from '#web/shared/ui/notice.tsx'
import { PageHeading } from '#web/shared/ui/page-heading.tsx'
import { ConnectForm } from './connect-form.tsx'
import { PermissionList } from './permission-list.tsx'
import styles from './connect-page.module.css'

const steps = [
  { title: 'Intercom opens', text: 'Sign in there if you are not already.' },
  { title: 'You choose a workspace', text: 'Intercom asks whether Latchkey may read it. You can say no.' },
  { title: 'You come back here', text: 'And see at once whether it works.' },
]

interface Props {
  notice?: ReactNode
  /** Written into `index.html`, where it may be all that a browser without scripts ever shows. */
  isStatic?: boolean
}

/** For a browser that nobody is signed in to: what this is, what will be read, and the way in. */
export function ConnectPage({ notice, isStatic = false }: Props) {
  return (
    <div className={styles.page}>
      {isStatic && (
        // Not a <noscript> element: that one stays hidden where scripts are on and do not arrive.
        <div className={styles.withoutScript}>
          <Notice tone="neutral" title="Showing your connections needs JavaScript">
            <p>
              Connecting works without it. To see the result, turn JavaScript on for this site and open this
              page again.
            </p>
          </Notice>
        </div>
      )}
      {notice !== undefined && <div className={styles.notice}>{notice}</div>}
      <section className={styles.start}>
        <PageHeading title="Connect Intercom" size="hero">
          Connect your Intercom workspace
        </PageHeading>
        <p className={styles.lead}>
          Latchkey keeps the connection, shows you that it works, and stops it the moment you say so.
        </p>
        <ConnectForm label="Connect Intercom" size="large" offersRegions />
        <ol className={styles.steps} aria-label="What happens next">
          {steps.map(({ title, text }) => (
            <li key={title} className={styles.step}>
              <strong>{title}</strong>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </section>
      <section className={styles.reads} aria-labelledby="what-is-read">
        <h2 id="what-is-read" className={styles.title}>
          What Latchkey will read
        </h2>
        <p className={styles.promise}>Nothing in Intercom is written or changed.</p>
        <PermissionList />
        <p className={styles.who}>
          Connected a workspace here before? Connect it again to sign in. You need to be a teammate of the
          workspace who may install apps.
        </p>
      </section>
    </div>
  )
}
