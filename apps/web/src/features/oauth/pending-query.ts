import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { PendingAnswered, PendingChoice } from '@latchkey/shared/contract'
import { sessionQuery } from '#web/features/sessions/index.ts'
import { againAfterOutage } from '#web/shared/api/after-outage.ts'
import { call } from '#web/shared/api/call.ts'
import { tellOtherTabs } from '#web/shared/lib/other-tabs.ts'

/** The question that is open under this id. It can be answered once, so another tab may have done so. */
export const pendingQuery = (pendingId: string) =>
  queryOptions({
    queryKey: ['pending', pendingId],
    queryFn: ({ signal }) => call('getPending', { params: { pendingId }, signal }),
    refetchInterval: againAfterOutage,
  })

/**
 * Answers the question. When it resolves, the session has been asked again, because an answer may have changed who
 * is signed in here. A refusal asks the question again: what can be chosen may have changed.
 */
export function useAnswerPending(pendingId: string) {
  const client = useQueryClient()
  return useMutation<PendingAnswered, Error, PendingChoice>({
    mutationFn: (choice) => call('answerPending', { params: { pendingId }, body: { choice } }),
    onSuccess: async () => {
      tellOtherTabs()
      client.removeQueries({ queryKey: ['connections'] })
      // A failure shows on the page this goes on to, which asks again.
      await client.fetchQuery({ ...sessionQuery(), staleTime: 0 }).catch(() => undefined)
    },
    onError: () => client.invalidateQueries({ queryKey: pendingQuery(pendingId).queryKey }),
  })
}
