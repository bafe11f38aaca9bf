import { useEffect, useRef, type FormEvent } from 'react'
import { choosableRegions, operations } from '@latchkey/shared/contract/plain'
import { asProblem } from '#web/shared/api/problem-error.ts'
import { announce } from '#web/shared/ui/announcer.tsx'
import { Button } from '#web/shared/ui/button.tsx'
import { ProblemNote } from '#web/shared/ui/problem-note.tsx'
import { useStartConnect, type Start } from './start-connect.ts'
import styles from './connect-form.module.css'

interface Props extends Start {
  label: string
  look?: 'primary' | 'secondary'
  size?: 'normal' | 'large'
  /** Offers the regional hosts; without it the form asks for `region` or lets Intercom decide. */
  offersRegions?: boolean
}

const otherRegions = [
  { value: 'eu', word: 'Europe' },
  { value: 'au', word: 'Australia' },
] as const

/**
 * A real form that starts a flow: it works before and without scripts. With them it goes to Intercom without a page
 * between, says that it is on its way, and one more click starts nothing more.
 */
export function ConnectForm({
  label,
  look = 'primary',
  size = 'normal',
  offersRegions = false,
  ...start
}: Props) {
  const { mutate, reset, error, isPending, isSuccess } = useStartConnect()
  // Not state: the second click of a double click comes before React has drawn the first.
  const flow = useRef<AbortController>(undefined)
  const primary = useRef<HTMLButtonElement>(null)
  // Stays busy after the answer too: the browser is still on its way.
  const isBusy = isPending || isSuccess

  useEffect(() => {
    if (isBusy) announce('Taking you to Intercom…')
  }, [isBusy])

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (flow.current !== undefined) return
    const { submitter } = event.nativeEvent as SubmitEvent
    const chosen = choosableRegions.find((one) => submitter?.getAttribute('value') === one)
    flow.current = new AbortController()
    mutate(
      { start: chosen === undefined ? start : { ...start, region: chosen }, signal: flow.current.signal },
      { onError: () => (flow.current = undefined) },
    )
  }
  const stop = (): void => {
    flow.current?.abort()
    flow.current = undefined
    window.stop()
    reset()
    primary.current?.focus()
    announce('Cancelled. You are still here.')
  }

  return (
    <form
      className={styles.form}
      method={operations.startConnect.method}
      action={operations.startConnect.path}
      onSubmit={send}
    >
      {Object.entries(start).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className={styles.actions}>
        <Button ref={primary} type="submit" look={look} size={size} busy={isBusy}>
          {isBusy ? 'Taking you to Intercom…' : label}
        </Button>
        {isBusy && (
          <Button look="quiet" size={size} onClick={stop}>
            Cancel
          </Button>
        )}
      </div>
      {offersRegions && (
        <p className={styles.regions}>
          My workspace is hosted in{' '}
          <span className={styles.choices}>
            {otherRegions.map(({ value, word }, index) => (
              <span key={value}>
                {index > 0 && ' or '}
                <Button
                  type="submit"
                  look="link"
                  name="region"
                  value={value}
                  aria-label={`Connect a workspace hosted in ${word}`}
                >
                  {word}
                </Button>
              </span>
            ))}
          </span>
        </p>
      )}
      {error !== null && !isBusy && <ProblemNote problem={asProblem(error)} />}
    </form>
  )
}
