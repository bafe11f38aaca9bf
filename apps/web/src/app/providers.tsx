import { useEffect, type ReactNode } from 'react'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { forgetArrival } from '#web/features/oauth/index.ts'
import { followSession } from '#web/features/sessions/index.ts'
import { onOtherTabChanged } from '#web/shared/lib/other-tabs.ts'
import { askAgain } from './ask-again.ts'

/** What every page stands on: the cache, and its links to the session and to the other tabs. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  // A result that was told is the past once the session is over, and would read as a link that leads nowhere.
  useEffect(() => followSession(client, forgetArrival), [client])
  useEffect(() => onOtherTabChanged(() => void askAgain(client)), [client])
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
