import { useParams } from '@tanstack/react-router'
import { PendingPage } from '#web/features/oauth/pending-page.tsx'

/** The address under which a pending question is answered. */
export function ConfirmPage() {
  const { pendingId = '' } = useParams({ strict: false })
  return <PendingPage key={pendingId} pendingId={pendingId} />
}
