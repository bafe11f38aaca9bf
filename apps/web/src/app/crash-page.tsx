import { ProblemPage } from '#web/shared/ui/problem-page.tsx'

/** What is left when a page of ours breaks: nothing technical, and a fresh start. */
export function CrashPage() {
  return (
    <ProblemPage
      problem={{ code: 'internal.unexpected', requestId: undefined }}
      onRetry={() => location.reload()}
    >
      <a href="/connections">Go to your connections</a>
    </ProblemPage>
  )
}
