import { useQuery } from '@tanstack/react-query'
import { asProblem, problemWords } from '#web/shared/api/problem-error.ts'
import { Avatar } from '#web/shared/ui/avatar.tsx'
import { Button } from '#web/shared/ui/button.tsx'
import { sessionQuery } from './session-query.ts'
import { useSignOut } from './sign-out.ts'
import styles from './account-bar.module.css'

/** Who is signed in, and the way out; nothing for an anonymous browser. */
export function AccountBar() {
  const { data: session } = useQuery(sessionQuery())
  const signOut = useSignOut()
  if (session?.status !== 'connected') return null
  const { account } = session
  return (
    <div className={styles.bar}>
      <Avatar name={account.name} of={account.id} size="small" />
      <bdi className={styles.name}>{account.name}</bdi>
      <Button look="quiet" hangs busy={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out
      </Button>
      {signOut.isError && (
        <p className={styles.problem} role="alert">
          {problemWords(asProblem(signOut.error).code).title}. You are still signed in.
        </p>
      )}
    </div>
  )
}
