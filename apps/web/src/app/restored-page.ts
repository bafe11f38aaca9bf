import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { sessionQuery } from '#web/features/sessions/index.ts'

/**
 * Guards pages that the browser brings back from its back/forward cache: somebody else may sit in front of it now,
 * or the session may have ended. The page goes into the cache hidden and shows again only after the session was
 * asked. Returns how often that has happened.
 */
export function useRestoredPage(): number {
  const client = useQueryClient()
  const [times, setTimes] = useState(0)
  useEffect(() => {
    const page = document.documentElement
    const hide = (): void => {
      page.dataset.cached = ''
    }
    const show = (event: PageTransitionEvent): void => {
      if (!event.persisted) return
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      // Whatever the answer is, it is the page's to show; only the old content is not.
      void client
        .resetQueries({ queryKey: sessionQuery().queryKey })
        .catch(() => undefined)
        .then(() => {
          setTimes((before) => before + 1)
          delete page.dataset.cached
        })
    }
    addEventListener('pagehide', hide)
    addEventListener('pageshow', show)
    return () => {
      removeEventListener('pagehide', hide)
      removeEventListener('pageshow', show)
    }
  }, [client])
  return times
}
