import { useState } from 'react'
import { announce } from './announcer.tsx'
import { Icon } from './icon.tsx'
import styles from './copy-button.module.css'

interface Props {
  text: string
  /** What it copies, for the button's name: "workspace id hx2pzq41". */
  what: string
}

/** Copies a short text. Where the browser refuses the clipboard, it says that the text can be selected instead. */
export function CopyButton({ text, what }: Props) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setState('copied')
        announce(`Copied ${what}`)
      },
      () => {
        setState('refused')
        announce(`This browser does not allow copying; select the text instead`)
      },
    )
  }
  return (
    <button
      type="button"
      className={styles.copy}
      aria-label={`Copy ${what}`}
      onClick={copy}
      onBlur={() => setState('ready')}
    >
      <Icon name={state === 'copied' ? 'check' : 'copy'} />
      {state === 'copied' && <span>Copied</span>}
      {state === 'refused' && <span>Select it instead</span>}
    </button>
  )
}
