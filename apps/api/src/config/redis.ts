import { parseRedisUrl } from '#api/platform/redis/index.ts'
import type { Variables } from './variables.ts'

export interface RedisConfig {
  /** In one of the four forms; may hold a password. */
  readonly url: string
  /** Refuse to work with a Redis that could lose what it acknowledged. */
  readonly requireDurable: boolean
}

const forms = 'redis://host, rediss://host, redis+sentinel://host1,host2/name or redis+cluster://host1,host2'

/** Reads which Redis to use, and how safe it has to be. */
export function readRedis(variables: Variables): RedisConfig | undefined {
  const requireDurable = variables.flag('REQUIRE_DURABLE_REDIS', false)
  const url = variables.text('REDIS_URL')
  if (url === undefined) {
    return variables.refuse(
      'REDIS_URL',
      'is missing: set it, or use npm start, which runs a Redis of its own',
    )
  }
  if (parseRedisUrl(url) === undefined)
    return variables.refuse('REDIS_URL', `must have one of the forms ${forms}`)
  return requireDurable === undefined ? undefined : { url, requireDurable }
}
