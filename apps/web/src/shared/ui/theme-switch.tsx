import { useSyncExternalStore } from 'react'
import { themeMemory } from '../lib/remember.ts'
import { createStore, useStore } from '../lib/store.ts'
import { Icon } from './icon.tsx'
import styles from './theme-switch.module.css'

type Theme = 'light' | 'dark'

const isInBrowser = typeof document !== 'undefined'
const prefersDark = isInBrowser ? matchMedia('(prefers-color-scheme: dark)') : undefined

function readChoice(): Theme | undefined {
  const kept = isInBrowser ? document.documentElement.dataset.theme : undefined
  return kept === 'light' || kept === 'dark' ? kept : undefined
}

const choice = createStore(readChoice())

function subscribeToSystem(listener: () => void): () => void {
  prefersDark?.addEventListener('change', listener)
  return () => prefersDark?.removeEventListener('change', listener)
}

const systemTheme = (): Theme => (prefersDark?.matches === true ? 'dark' : 'light')

/** Chooses the other theme; choosing what the system says anyway goes back to following the system. */
function choose(theme: Theme): void {
  const kept = theme === systemTheme() ? undefined : theme
  if (kept === undefined) delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = kept
  themeMemory.write(kept)
  choice.set(kept)
}

/** Light or dark: the system decides until a person does. */
export function ThemeSwitch() {
  const system = useSyncExternalStore(subscribeToSystem, systemTheme, () => 'light' as const)
  const theme = useStore(choice) ?? system
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <button
      type="button"
      className={styles.switch}
      aria-label={`Switch to the ${other} theme`}
      onClick={() => choose(other)}
    >
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  )
}
