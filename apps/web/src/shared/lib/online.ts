import { createStore, useStore } from './store.ts'

/** Since when the browser has had no network; undefined while it has one. */
const offlineSince = createStore<Date | undefined>(navigator.onLine ? undefined : new Date())

addEventListener('offline', () => offlineSince.set(new Date()))
addEventListener('online', () => offlineSince.set(undefined))

export function useOfflineSince(): Date | undefined {
  return useStore(offlineSince)
}
