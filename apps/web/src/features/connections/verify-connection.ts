import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/shared/api/call.ts'
import { announce } from '#web/shared/ui/announcer.tsx'
import { keepConnection } from './connections-query.ts'
import { outcomeWords } from './verify-words.ts'

/** Tests a connection now and tells the outcome. */
export function useVerifyConnection(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('verifyConnection', { params: { connectionId } }),
    onSuccess: (verification) => {
      keepConnection(client, verification.connection)
      announce(outcomeWords(verification).title)
    },
  })
}
