import { useId } from 'react'
import type { Verification, VerifyStep } from '@latchkey/shared/contract'
import { Icon } from '#web/shared/ui/icon.tsx'
import { outcomeWords, stepProblem, stepWords } from './verify-words.ts'
import styles from './verify-panel.module.css'

const milliseconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'millisecond' })

/** A test's steps with time and outcome; while it runs, the steps that are to come hold their places. */
export function VerifyPanel({ verification }: { verification: Verification | undefined }) {
  const titleId = useId()
  const outcome = verification === undefined ? undefined : outcomeWords(verification)
  return (
    <section className={styles.panel} aria-labelledby={titleId} aria-busy={verification === undefined}>
      <h3 className={styles.title} id={titleId} data-tone={outcome?.tone}>
        {outcome?.title ?? 'Testing the connection…'}
      </h3>
      <ol className={styles.steps}>
        {verification === undefined
          ? Object.entries(stepWords).map(([name, words]) => (
              <li key={name} className={styles.step}>
                <span className={styles.mark} />
                <span className={styles.words}>{words}</span>
              </li>
            ))
          : verification.steps.map((step) => <Step key={step.name} step={step} />)}
      </ol>
    </section>
  )
}

function Step({ step }: { step: VerifyStep }) {
  const problem = stepProblem(step)
  return (
    <li className={styles.step} data-ok={step.ok}>
      <span className={styles.mark}>
        <Icon name={step.ok ? 'check' : 'cross'} />
      </span>
      <span className={styles.words}>{stepWords[step.name]}</span>
      <span className={styles.result}>
        {step.ok ? 'OK' : 'Failed'} · {milliseconds.format(step.ms)}
      </span>
      {problem !== undefined && (
        <p className={styles.problem}>
          {problem.title}. {problem.detail} <code>{problem.code}</code>
        </p>
      )}
    </li>
  )
}
