import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { becomeAnonymous } from '#web/features/sessions/index.ts'
import { asProblem } from '#web/shared/api/problem-error.ts'

/**
 * The one cache of what the server said. Nothing is retried behind a person's back, data is asked for again on
 * focus, and a 401 anywhere ends the session everywhere on the page.
 */
export function createQueryClient(): QueryClient {
  // By default the page hears of a change in a later task; a second click can come before that and act twice.
  notifyManager.setScheduler(queueMicrotask)
  const onError = (error: Error): void => {
    if (asProblem(error).code === 'session.required') becomeAnonymous(client)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // "always": being offline is shown as what it is, not as an endless wait.
      queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: 'always', staleTime: 1000 },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}
