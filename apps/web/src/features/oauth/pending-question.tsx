import { useId } from 'react'
import type { Pending, PendingChoice } from '@latchkey/shared/contract'
import { IdentityLine } from '#web/features/accounts/index.ts'
import type { ProblemError } from '#web/shared/api/problem-error.ts'
import { useNow } from '#web/shared/lib/now.ts'
import { agoWords, clockWords } from '#web/shared/lib/time-words.ts'
import { Icon } from '#web/shared/ui/icon.tsx'
import { Notice } from '#web/shared/ui/notice.tsx'
import { PageHeading } from '#web/shared/ui/page-heading.tsx'
import { ProblemNote } from '#web/shared/ui/problem-note.tsx'
import { ConnectForm } from './connect-form.tsx'
import { pendingWords, type PendingWords } from './pending-words.ts'
import styles from './pending-question.module.css'

interface Props {
  pending: Pending
  onChoose: (choice: PendingChoice) => void
  /** The answer that is under way. */
  chosen: PendingChoice | undefined
  problem: ProblemError | undefined
}

/** Names the account that would receive the workspace first, then the workspace, then what can be done about it. */
export function PendingQuestion({ pending, onChoose, chosen, problem }: Props) {
  const words = pendingWords(pending)
  const now = useNow()
  const expires = new Date(pending.expiresAt)
  const isOpen = expires > now
  // An arrow says that something would go there.
  const isLinkable = pending.choices.includes('link')
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <PageHeading title={words.title}>{words.title}</PageHeading>
        <p className={styles.intro}>{words.intro}</p>
      </header>
      <div className={styles.parties} data-linkable={isLinkable || undefined}>
        <Receiving pending={pending} words={words} />
        {isLinkable && (
          <span className={styles.arrow}>
            <Icon name="arrow" />
          </span>
        )}
        <section className={styles.party} aria-labelledby="new-workspace">
          <h2 className={styles.label} id="new-workspace">
            What you chose in Intercom
          </h2>
          <IdentityLine workspace={pending.workspace} admin={pending.admin} />
        </section>
      </div>
      {isOpen ? (
        <>
          <ul className={styles.choices} aria-label="What you can do">
            {pending.choices
              .toSorted((one, other) => Number(other === 'cancel') - Number(one === 'cancel'))
              .map((choice) => (
                <li key={choice}>
                  <Choice
                    {...words.choices[choice]}
                    isSafe={choice === 'cancel'}
                    busy={chosen === choice}
                    onChoose={() => chosen === undefined && onChoose(choice)}
                  />
                </li>
              ))}
          </ul>
          {problem !== undefined && <ProblemNote problem={problem} />}
          <p className={styles.expiry}>
            If you do nothing, nothing is linked. This question closes {agoWords(expires, now)}, at{' '}
            <time dateTime={pending.expiresAt}>{clockWords(expires, now)}</time>.
          </p>
        </>
      ) : (
        <Notice tone="neutral" title="This question has closed" takesFocus>
          <p>Ten minutes have passed and nothing was linked. Start the connection again.</p>
          <ConnectForm label="Connect Intercom" />
        </Notice>
      )}
    </div>
  )
}

function Receiving({ pending, words }: { pending: Pending; words: PendingWords }) {
  const account = pending.receivingAccount
  return (
    <section className={styles.party} aria-labelledby="receiving-account">
      <h2 className={styles.label} id="receiving-account">
        {words.receiving}
      </h2>
      {account === undefined ? (
        <p>None: this browser is not signed in.</p>
      ) : (
        <>
          <p className={styles.account}>
            <bdi>{account.name}</bdi>
          </p>
          <ul className={styles.identities}>
            {account.identities.map(({ workspace, admin }) => (
              <li key={`${workspace.id} ${admin.id}`}>
                <IdentityLine workspace={workspace} admin={admin} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface ChoiceProps {
  label: string
  detail: string
  isSafe: boolean
  busy: boolean
  onChoose: () => void
}

function Choice({ label, detail, isSafe, busy, onChoose }: ChoiceProps) {
  const detailId = useId()
  return (
    <div className={styles.choice} data-safe={isSafe || undefined}>
      {/* The button's target is the whole row; its name is the label alone. */}
      <button
        type="button"
        className={styles.choose}
        aria-describedby={detailId}
        aria-busy={busy || undefined}
        onClick={onChoose}
      >
        {label}
      </button>
      <p id={detailId} className={styles.detail}>
        {busy ? 'One moment…' : detail}
      </p>
      <Icon name="arrow" />
    </div>
  )
}
