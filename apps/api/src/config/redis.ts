import { isIPv6 } from 'node:net'
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
  if (!isRedisUrl(url)) return variables.refuse('REDIS_URL', `must have one of the forms ${forms}`)
  return requireDurable === undefined ? undefined : { url, requireDurable }
}

function isRedisUrl(text: string): boolean {
  const match =
    /^(redis|rediss|redis\+sentinel|redis\+cluster):\/\/(?:[^@/\s]*@)?([^@/?#\s]+)(?:\/([^/?#\s]*))?$/.exec(
      text,
    )
  const [, scheme, hostList, path = ''] = match ?? []
  if (scheme === undefined || hostList === undefined) return false
  const hosts = hostList.split(',')
  if (!hosts.every(isHostAndPort)) return false
  if (scheme === 'redis+sentinel') return /^[\w-]+$/.test(path)
  if (scheme === 'redis+cluster') return path === ''
  return hosts.length === 1 && /^\d{0,4}$/.test(path) && URL.canParse(text)
}

function isHostAndPort(text: string): boolean {
  const match = /^(?:\[([^\]]+)\]|([a-z\d][a-z\d._-]*))(?::(\d{1,5}))?$/i.exec(text)
  if (match === null) return false
  const [, address, , port] = match
  if (address !== undefined && !isIPv6(address)) return false
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)
}
