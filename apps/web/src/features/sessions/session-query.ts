import { queryOptions } from '@tanstack/react-query'
import { againAfterOutage } from '#web/shared/api/after-outage.ts'
import { call } from '#web/shared/api/call.ts'

/** Who this browser is. While the service is away it is asked again every ten seconds. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => call('getSession', { signal }),
    refetchInterval: againAfterOutage,
  })
