import type { ProblemCode } from '../api/problem-error.ts'
import { CopyButton } from './copy-button.tsx'
import styles from './problem-ids.module.css'

interface Props {
  code: ProblemCode | 'unknown'
  requestId?: string | undefined
}

/** What to tell support: the code and the request id, to be copied together. */
export function ProblemIds({ code, requestId }: Props) {
  const text = requestId === undefined ? code : `${code} ${requestId}`
  return (
    <p className={styles.ids}>
      Code <code>{code}</code>
      {requestId !== undefined && (
        <>
          {' · '}Request <code>{requestId}</code>
        </>
      )}{' '}
      <CopyButton text={text} what={requestId === undefined ? 'code' : 'code and request id'} />
    </p>
  )
}
