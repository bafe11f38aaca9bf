import type { ReactNode } from 'react'
import { PageHeading } from '#web/shared/ui/page-heading.tsx'
import { ConnectForm } from './connect-form.tsx'
import { PermissionList } from './permission-list.tsx'
import styles from './connect-page.module.css'

const steps = [
  { title: 'Intercom opens', text: 'Sign in there if you are not already.' },
  { title: 'You choose a workspace', text: 'Intercom asks whether Latchkey may read it. You can say no.' },
  { title: 'You come back here', text: 'And see at once whether it works.' },
]

/** For a browser that nobody is signed in to: what this is, what will be read, and the way in. */
export function ConnectPage({ notice }: { notice?: ReactNode }) {
  return (
    <div className={styles.page}>
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
