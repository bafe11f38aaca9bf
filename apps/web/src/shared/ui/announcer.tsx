import { createStore, useStore } from '../lib/store.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

const polite = createStore('')

/** Has a screen reader say a text when it is next silent. The same text twice is said twice. */
export function announce(text: string): void {
  polite.set(polite.get() === text ? `${text}\u00a0` : text)
}

/** The one live region of the page; it stays mounted, because a region that appears with its text is not read. */
export function Announcer() {
  const text = useStore(polite)
  return (
    <VisuallyHidden>
      <p role="status">{text}</p>
    </VisuallyHidden>
  )
}
