import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/shared/api/call.ts'
import { keepConnection } from './connections-query.ts'

/** Stops a connection here; the app stays installed in Intercom. */
export function useDisconnect(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('disconnect', { params: { connectionId } }),
    onSuccess: (connection) => keepConnection(client, connection),
  })
}
