import type { ReactNode } from 'react'
import { Logo } from '#web/shared/ui/logo.tsx'
import { ThemeSwitch } from '#web/shared/ui/theme-switch.tsx'
import styles from './frame.module.css'

interface Props {
  account?: ReactNode
  banner?: ReactNode
  /** Two frames stand in one document until the live page takes over; each skips to its own content. */
  contentId?: string
  children: ReactNode
}

/** Landmarks, skip link, header and footer; the same for the static page and the live one. */
export function Frame({ account, banner, contentId = 'content', children }: Props) {
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <a className={styles.skip} href={`#${contentId}`}>
          Skip to content
        </a>
        <a className={styles.brand} href="/">
          <Logo />
          Latchkey
        </a>
        <div className={styles.tools}>
          <ThemeSwitch />
          {account}
        </div>
      </header>
      {banner}
      <main className={styles.main} id={contentId} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <p>Latchkey reads Intercom on your behalf and keeps no copy of your data in this browser.</p>
      </footer>
    </div>
  )
}
