import { useEffect, type ReactNode } from 'react'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { followSession } from '#web/features/sessions/index.ts'
import { onOtherTabChanged } from '#web/shared/lib/other-tabs.ts'

/** What every page stands on: the cache, and its links to the session and to the other tabs. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  useEffect(() => followSession(client), [client])
  useEffect(() => onOtherTabChanged(() => void client.invalidateQueries()), [client])
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
