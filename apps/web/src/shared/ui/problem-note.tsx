import { problemWords, type ProblemError } from '../api/problem-error.ts'
import { clockWords } from '../lib/time-words.ts'
import { useNow } from '../lib/now.ts'
import { ProblemIds } from './problem-ids.tsx'
import styles from './problem-note.module.css'

/** Why something just asked for did not work, beside what asked for it. */
export function ProblemNote({ problem }: { problem: ProblemError }) {
  const { title, detail } = problemWords(problem.code)
  return (
    <div className={styles.note} role="alert">
      <p>
        <strong>{title}.</strong> {detail}
      </p>
      {problem.retryAfterSeconds !== undefined && <NextTry seconds={problem.retryAfterSeconds} />}
      <ProblemIds code={problem.code} requestId={problem.requestId} />
    </div>
  )
}

function NextTry({ seconds }: { seconds: number }) {
  const now = useNow()
  return <p>Next try possible at {clockWords(new Date(now.getTime() + seconds * 1000), now)}.</p>
}
