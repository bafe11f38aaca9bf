import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Connection } from '@latchkey/shared/contract'
import { sessionQuery } from '#web/features/sessions/index.ts'
import { call } from '#web/shared/api/call.ts'
import { tick } from '#web/shared/lib/now.ts'
import { tellOtherTabs } from '#web/shared/lib/other-tabs.ts'

/**
 * Every connection of the account, those that were stopped in the last 30 days too.
 *
 * Whoever is here is asked first, unless that was just answered: what asks again on its own (a page that is looked at
 * again, or comes back from a cache) would be refused where the session ended meanwhile.
 */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: ['connections'],
    queryFn: async ({ client, signal }) => {
      const { status } = await client.fetchQuery(sessionQuery())
      if (status === 'anonymous') return { items: [] }
      return call('listConnections', { query: { include: 'disconnected' }, signal })
    },
  })

/** Puts what the server has just answered about one connection in every place that shows it, here and in other tabs. */
export function keepConnection(client: QueryClient, connection: Connection): void {
  const replace = (items: readonly Connection[]): Connection[] =>
    items.map((item) => (item.id === connection.id ? connection : item))
  client.setQueryData(connectionsQuery().queryKey, (list) => {
    if (list === undefined) return { items: [connection] }
    const isListed = list.items.some(({ id }) => id === connection.id)
    return { items: isListed ? replace(list.items) : [...list.items, connection] }
  })
  client.setQueryData(sessionQuery().queryKey, (session) =>
    session?.status === 'connected' ? { ...session, connections: replace(session.connections) } : session,
  )
  tick()
  tellOtherTabs()
}
