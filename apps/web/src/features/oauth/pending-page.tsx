import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { PendingChoice } from '@latchkey/shared/contract'
import { asProblem } from '#web/shared/api/problem-error.ts'
import { safePath } from '#web/shared/lib/safe-path.ts'
import { PageSkeleton } from '#web/shared/ui/skeleton.tsx'
import { ProblemPage } from '#web/shared/ui/problem-page.tsx'
import { arrival } from './arrival.ts'
import { ConnectForm } from './connect-form.tsx'
import { pendingQuery, useAnswerPending } from './pending-query.ts'
import { PendingQuestion } from './pending-question.tsx'

/** The question under an address: open, answered elsewhere, expired, or not to be had just now. */
export function PendingPage({ pendingId }: { pendingId: string }) {
  const router = useRouter()
  const question = useQuery(pendingQuery(pendingId))
  const answer = useAnswerPending(pendingId)

  const choose = (choice: PendingChoice): void =>
    answer.mutate(choice, {
      onSuccess: ({ connectionId, returnTo }) => {
        arrival.set(
          connectionId === undefined ? { kind: 'nothing_linked' } : { kind: 'connected', connectionId },
        )
        router.history.push(safePath(returnTo))
      },
    })

  if (question.error !== null && !(question.data && asProblem(question.error).code === 'unreachable')) {
    const problem = asProblem(question.error)
    const isGone = problem.code === 'pending.not_found' || problem.code === 'request.invalid'
    return isGone ? (
      <PendingGone requestId={problem.requestId} />
    ) : (
      <ProblemPage problem={problem} onRetry={() => void question.refetch()} />
    )
  }
  if (question.data === undefined) return <PageSkeleton />
  return (
    <PendingQuestion
      pending={question.data}
      onChoose={choose}
      chosen={answer.isPending || answer.isSuccess ? answer.variables : undefined}
      problem={answer.error === null ? undefined : asProblem(answer.error)}
    />
  )
}

function PendingGone({ requestId }: { requestId: string | undefined }) {
  return (
    <ProblemPage problem={{ code: 'pending.not_found', requestId }}>
      <ConnectForm label="Connect Intercom" />
      <a href="/connections">Go to your connections</a>
    </ProblemPage>
  )
}
