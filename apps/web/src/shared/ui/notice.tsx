import { useEffect, useRef, type ReactNode } from 'react'
import { focusOn } from '../lib/focus.ts'
import { Icon, type IconName } from './icon.tsx'
import styles from './notice.module.css'

export type NoticeTone = 'neutral' | 'good' | 'warn' | 'bad'

const icons: Readonly<Record<NoticeTone, IconName>> = {
  neutral: 'info',
  good: 'check',
  warn: 'warning',
  bad: 'warning',
}

interface Props {
  tone: NoticeTone
  title: ReactNode
  /** Moves focus to the title when the notice appears: for the result of something the person did. */
  takesFocus?: boolean
  children?: ReactNode
}

/** A message in its place on the page, with what a person can do about it. */
export function Notice({ tone, title, takesFocus = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) focusOn(heading.current)
  }, [takesFocus])
  return (
    <section className={styles.notice} data-tone={tone}>
      <span className={styles.icon}>
        <Icon name={icons[tone]} />
      </span>
      <div className={styles.body}>
        <h2 className={styles.title} ref={heading}>
          {title}
        </h2>
        {children}
      </div>
    </section>
  )
}
