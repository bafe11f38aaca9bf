import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/shared/api/call.ts'
import { tellOtherTabs } from '#web/shared/lib/other-tabs.ts'
import { becomeAnonymous, sessionEnd } from './session-end.ts'

/** Signs out here; connections stay. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('endSession', {}),
    onSuccess: async () => {
      sessionEnd.set('signed_out')
      await client.cancelQueries()
      becomeAnonymous(client)
      tellOtherTabs()
    },
  })
}
