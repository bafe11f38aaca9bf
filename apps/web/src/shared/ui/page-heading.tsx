import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { focusOn } from '../lib/focus.ts'
import { takeOver } from '../lib/takeover.ts'
import styles from './page-heading.module.css'

interface Props {
  /** The page's state in words, for the browser's tab. */
  title: string
  size?: 'normal' | 'hero'
  children: ReactNode
}

/**
 * The page's only `h1`. It names the page's state in the tab, ends the loading state, and receives focus when the
 * page is not the first one shown.
 */
export function PageHeading({ title, size = 'normal', children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirst = useRef(false)
  useLayoutEffect(() => {
    if (takeOver()) isFirst.current = true
  }, [])
  useEffect(() => {
    document.title = `${title} · Latchkey`
  }, [title])
  useEffect(() => {
    // The first heading of a visit leaves focus where the browser put it; each later one is a new page to read.
    if (!isFirst.current) focusOn(heading.current)
  }, [])
  return (
    <h1 className={styles.heading} data-size={size} ref={heading}>
      {children}
    </h1>
  )
}
