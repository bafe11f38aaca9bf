import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './button.module.css'

interface Props extends Omit<ComponentProps<'button'>, 'className'> {
  look?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'link'
  size?: 'normal' | 'large'
  icon?: IconName
  /** Something it started is under way: it stays focusable, says so, and does nothing more. */
  busy?: boolean
  /** A quiet one at the end of a line: its padding hangs over, so that its text ends where the line does. */
  hangs?: boolean
}

export function Button({
  look = 'secondary',
  size = 'normal',
  type = 'button',
  icon,
  busy = false,
  hangs = false,
  onClick,
  children,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={styles.button}
      data-look={look}
      data-size={size}
      data-hangs={hangs || undefined}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}
