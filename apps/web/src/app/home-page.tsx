import { useQuery } from '@tanstack/react-query'
import { ConnectionsPage } from '#web/features/connections/index.ts'
import { ArrivalNotice, ConnectPage } from '#web/features/oauth/index.ts'
import { SessionEndNotice, sessionQuery } from '#web/features/sessions/index.ts'
import { asProblem } from '#web/shared/api/problem-error.ts'
import { ProblemPage } from '#web/shared/ui/problem-page.tsx'
import { PageSkeleton } from '#web/shared/ui/skeleton.tsx'

/** The connections of whoever is signed in, or the way in for everyone else. */
export function HomePage() {
  const { data: session, error, refetch } = useQuery(sessionQuery())
  if (session === undefined)
    return error === null ? (
      <PageSkeleton />
    ) : (
      <ProblemPage problem={asProblem(error)} onRetry={() => void refetch()} />
    )
  if (session.status === 'connected') return <ConnectionsPage session={session} />
  return (
    <ConnectPage
      notice={
        <>
          <ArrivalNotice hasWayOn={false} isConfirmed={false} />
          <SessionEndNotice />
        </>
      }
    />
  )
}
