import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { parseRedisUrl } from './redis-url.ts'

/** A connection to one Redis, to the master behind sentinels, or to a cluster. */
export type RedisClient = Redis | Cluster

/** The longest that one command may take, in milliseconds. */
export const commandTimeoutMs = 250

/**
 * Options under which a command either answers soon or fails, and is never sent twice behind our back.
 *
 * ioredis' defaults wait over a minute for a Redis that is away and resend commands whose reply was lost;
 * without resending, only `commandTimeout` settles such a command. It stands above ours, which uses the
 * injected clock, as the last line.
 */
const options = {
  commandTimeout: commandTimeoutMs * 4,
  connectTimeout: 2_000,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  retryStrategy: (tries: number) => Math.min(50 * 2 ** Math.min(tries, 10), 500),
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
} satisfies RedisOptions

/** Opens a connection that keeps trying; nothing is thrown here when Redis is away. */
export function openRedis(url: string): RedisClient {
  const target = parseRedisUrl(url)
  if (target === undefined) throw new Error('REDIS_URL has a form this server does not know')
  if (target.kind === 'single') return new Redis(target.url, options)
  const { username, password } = target
  const login = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  }
  if (target.kind === 'sentinel')
    return new Redis({ ...options, ...login, sentinels: [...target.hosts], name: target.name })
  return new Cluster([...target.hosts], {
    enableOfflineQueue: false,
    redisOptions: { ...options, ...login },
    clusterRetryStrategy: options.retryStrategy,
  })
}
