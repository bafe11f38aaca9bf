import { problemWords } from '#web/shared/api/problem-error.ts'
import { useStore } from '#web/shared/lib/store.ts'
import { Button } from '#web/shared/ui/button.tsx'
import { Notice } from '#web/shared/ui/notice.tsx'
import { ProblemIds } from '#web/shared/ui/problem-ids.tsx'
import { arrival, forgetArrival } from './arrival.ts'
import { ConnectForm } from './connect-form.tsx'
import { readLastStart } from './start-connect.ts'
import styles from './arrival-notice.module.css'

interface Props {
  /** The connect page has its own button below; elsewhere the notice brings the way on. */
  hasWayOn: boolean
  /** The session holds the connection that the address names. */
  isConfirmed: boolean
}

/** The result of a flow that did not end in a connection. Saying no in Intercom is an answer, not an error. */
export function ArrivalNotice({ hasWayOn, isConfirmed }: Props) {
  const result = useStore(arrival)
  if (result.kind === 'nothing_linked')
    return (
      <Notice tone="neutral" title="Nothing was linked" takesFocus>
        <p>Everything is as it was before.</p>
      </Notice>
    )
  if (result.kind === 'connected' && !isConfirmed)
    return (
      <Notice tone="neutral" title="No connection was found for this link" takesFocus>
        <p>
          {hasWayOn
            ? 'This account has no such connection. Nothing was changed.'
            : 'This browser is not signed in. If you have just connected, allow cookies for this site and connect again.'}
        </p>
      </Notice>
    )
  if (result.kind !== 'refused') return null
  const isDenied = result.code === 'oauth.denied'
  const { title, detail } = problemWords(result.code ?? 'internal.unexpected')
  return (
    <Notice tone={isDenied ? 'neutral' : 'warn'} title={title} takesFocus>
      <p>{detail}</p>
      {!isDenied && <ProblemIds code={result.code ?? 'unknown'} requestId={result.requestId} />}
      {hasWayOn && (
        <div className={styles.ways}>
          <ConnectForm
            label={isDenied ? 'Connect Intercom' : 'Try again'}
            look="secondary"
            {...readLastStart()}
          />
          <Button look="quiet" onClick={forgetArrival}>
            Dismiss
          </Button>
        </div>
      )}
    </Notice>
  )
}
