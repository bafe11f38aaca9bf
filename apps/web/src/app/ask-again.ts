import type { QueryClient } from '@tanstack/react-query'
import { connectionsQuery } from '#web/features/connections/index.ts'
import { sessionQuery } from '#web/features/sessions/index.ts'

/**
 * Asks again for everything that the page shows: first who is here, because whatever belongs to an account would be
 * refused to a browser that has none any more.
 */
export async function askAgain(client: QueryClient): Promise<void> {
  const { queryKey } = sessionQuery()
  await client.invalidateQueries({ queryKey })
  if (client.getQueryData(queryKey)?.status === 'anonymous') {
    client.removeQueries({ queryKey: connectionsQuery().queryKey })
  }
  await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
}
