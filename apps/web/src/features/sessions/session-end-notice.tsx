import { Notice } from '#web/shared/ui/notice.tsx'
import { useStore } from '#web/shared/lib/store.ts'
import { sessionEnd } from './session-end.ts'

/** Says why a person who was connected sees the connect page. */
export function SessionEndNotice() {
  const end = useStore(sessionEnd)
  if (end === 'none') return null
  return end === 'signed_out' ? (
    <Notice tone="neutral" title="You are signed out of this browser">
      <p>Your workspaces stay connected. Connect one of them again to sign in.</p>
    </Notice>
  ) : (
    <Notice tone="neutral" title="You are signed out">
      <p>
        Your session here has ended. Your workspaces stay connected; connect one of them again to sign in.
      </p>
    </Notice>
  )
}
