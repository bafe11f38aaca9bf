import type { Clock } from '../clock.ts'
import type { RedisClient } from './connect.ts'

/** After a subscription failed it is tried again this much later, in milliseconds. */
const subscribeAgainMs = 1_000

/** Where each commit to an account is announced, with nothing in it. */
export const wakeChannel = (accountId: string) => `events:${accountId}`

/** Wakes whoever watches an account, when somebody commits to it in any process. */
export interface Wakes {
  /**
   * Calls `wake` after each commit to the account, until the function that is returned is called.
   *
   * It only says that it is worth looking: it may be called for nothing, and a call is lost while Redis is away, so
   * whoever watches looks first, and again from time to time. It is also called when Redis begins to announce the
   * account's commits, for the first time and after it was away.
   */
  watch(accountId: string, wake: () => void): () => void
  close(): void
}

/** One connection for everything that is watched in this process, opened when something is. */
export function createWakes({ open, clock }: { open: () => RedisClient; clock: Clock }): Wakes {
  const watchers = new Map<string, Set<() => void>>()
  const stop = new AbortController()
  let client: RedisClient | undefined

  const wakeAll = (channel: string) => {
    for (const wake of watchers.get(channel) ?? []) wake()
  }

  const subscribe = async (connection: RedisClient, channel: string): Promise<void> => {
    // A connection that is not there, or goes meanwhile, begins anew with everything once it is ready.
    while (watchers.has(channel) && connection.status === 'ready') {
      try {
        await connection.subscribe(channel)
        // What was committed before Redis knew of us was announced to nobody.
        return wakeAll(channel)
      } catch {
        await clock.sleep(subscribeAgainMs, { signal: stop.signal }).catch(() => undefined)
      }
    }
  }

  const connect = (): RedisClient => {
    const connection = open()
    connection.on('message', wakeAll)
    // A new connection knows no channel.
    connection.on('ready', () => {
      for (const channel of watchers.keys()) void subscribe(connection, channel)
    })
    // Without a listener ioredis prints the error; the store's own connection tells that Redis is away.
    connection.on('error', () => undefined)
    return connection
  }

  return {
    watch(accountId, wake) {
      client ??= connect()
      const connection = client
      const channel = wakeChannel(accountId)
      const known = watchers.get(channel)
      if (known === undefined) {
        watchers.set(channel, new Set([wake]))
        void subscribe(connection, channel)
      } else known.add(wake)
      return () => {
        const others = watchers.get(channel)
        if (others?.delete(wake) !== true || others.size > 0) return
        watchers.delete(channel)
        // A channel that cannot be left now is left with its connection; what it says wakes nobody.
        connection.unsubscribe(channel).catch(() => undefined)
      }
    },
    close() {
      stop.abort()
      watchers.clear()
      client?.disconnect()
    },
  }
}
