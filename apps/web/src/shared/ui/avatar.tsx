import { initials } from '../lib/text.ts'
import styles from './avatar.module.css'

const hues = 6

// A stable colour per thing: the same workspace looks the same everywhere, whatever its name becomes.
function hueOf(key: string): number {
  let sum = 0
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % hues
}

interface Props {
  name: string
  /** What the colour is derived from: an id that never changes. */
  of: string
  size?: 'normal' | 'small'
}

/** Initials in place of a picture: no picture is ever loaded from elsewhere. Decoration beside the name. */
export function Avatar({ name, of, size = 'normal' }: Props) {
  return (
    <span className={styles.avatar} data-hue={hueOf(of)} data-size={size} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
