import { notifyManager, type QueryClient } from '@tanstack/react-query'
import { wasConnectedMemory } from '#web/shared/lib/remember.ts'
import { createStore } from '#web/shared/lib/store.ts'
import { sessionQuery } from './session-query.ts'

/** Why this browser is anonymous: it never was anything else, the person signed out, or the session ended. */
export const sessionEnd = createStore<'none' | 'signed_out' | 'ended'>('none')

/**
 * Follows the session from answer to answer, to tell a person who was connected why they no longer are. `onEnd` is
 * called when a session that this page has seen is over; never for one of an earlier visit.
 */
export function followSession(client: QueryClient, onEnd: () => void): () => void {
  let wasConnected = wasConnectedMemory.read() !== undefined
  let isConnected = false
  return client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== 'session') return
    const session = client.getQueryData(sessionQuery().queryKey)
    if (session === undefined) return
    if (session.status === 'connected') {
      isConnected = true
      wasConnected = true
      wasConnectedMemory.write('yes')
      sessionEnd.set('none')
      return
    }
    // Together with the answer, not before it: a page that is drawn once more for a session that is over would ask
    // again for what was just forgotten.
    if (isConnected) notifyManager.schedule(onEnd)
    isConnected = false
    if (!wasConnected) return
    wasConnected = false
    wasConnectedMemory.write(undefined)
    if (sessionEnd.get() === 'none') sessionEnd.set('ended')
  })
}

/** Forgets everything of the account at once, on a 401 or after signing out. */
export function becomeAnonymous(client: QueryClient): void {
  client.setQueryData(sessionQuery().queryKey, { status: 'anonymous' })
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}
