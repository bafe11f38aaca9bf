import { useId, type ReactNode } from 'react'
import styles from './tooltip.module.css'

/** A few exact words that show on hover and on keyboard focus, and are always part of what is read out. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  const id = useId()
  return (
    // Focusable because the exact text must be reachable without a mouse (WCAG 1.4.13); it does nothing else.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span className={styles.anchor} tabIndex={0} aria-describedby={id}>
      {children}
      <span className={styles.tip} role="tooltip" id={id}>
        {text}
      </span>
    </span>
  )
}
