import { Link } from '@tanstack/react-router'
import { ProblemPage } from '#web/shared/ui/problem-page.tsx'

export function NotFoundPage() {
  return (
    <ProblemPage problem={{ code: 'request.not_found', requestId: undefined }}>
      <Link to="/connections">Go to your connections</Link>
    </ProblemPage>
  )
}
