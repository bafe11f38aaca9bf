import type { ReactNode } from 'react'
import { isOutage, problemWords, type ProblemCode } from '../api/problem-error.ts'
import { Button } from './button.tsx'
import { PageHeading } from './page-heading.tsx'
import { ProblemIds } from './problem-ids.tsx'
import styles from './problem-page.module.css'

interface Props {
  problem: { readonly code: ProblemCode; readonly requestId: string | undefined }
  onRetry?: () => void
  /** Ways on, beside trying again. */
  children?: ReactNode
}

/** A whole page that says what is wrong, what a person can do, and what to tell support. */
export function ProblemPage({ problem, onRetry, children }: Props) {
  const { title, detail } = problemWords(problem.code)
  return (
    <div className={styles.page}>
      <PageHeading title={title}>{title}</PageHeading>
      <p className={styles.detail}>{detail}</p>
      {isOutage(problem.code) && (
        <p className={styles.detail}>Your workspaces stay connected. This page tries again by itself.</p>
      )}
      <div className={styles.ways}>
        {onRetry !== undefined && (
          <Button look="primary" onClick={onRetry}>
            Try again
          </Button>
        )}
        {children}
      </div>
      <ProblemIds code={problem.code} requestId={problem.requestId} />
    </div>
  )
}
