import { isIPv6 } from 'node:net'

/** One server of a Redis deployment. */
export interface RedisHost {
  readonly host: string
  readonly port: number
}

interface Login {
  readonly username?: string
  readonly password?: string
}

/** Where Redis is, read from `REDIS_URL`. */
export type RedisTarget =
  | { readonly kind: 'single'; readonly url: string }
  | ({ readonly kind: 'sentinel'; readonly hosts: readonly RedisHost[]; readonly name: string } & Login)
  | ({ readonly kind: 'cluster'; readonly hosts: readonly RedisHost[] } & Login)

const form =
  /^(redis|rediss|redis\+sentinel|redis\+cluster):\/\/(?:([^:@/\s]*)(?::([^@/\s]*))?@)?([^@/?#\s]+)(?:\/([^/?#\s]*))?$/

/**
 * Reads `redis://` `rediss://` `redis+sentinel://h1,h2/name` `redis+cluster://h1,h2`: user and password, percent-encoded,
 * before the hosts; an IPv6 address in brackets; ports default to 6379 and, for sentinels, 26379.
 *
 * `undefined` for any other text. The configuration asks this too, so that nothing is accepted there that fails here.
 */
export function parseRedisUrl(text: string): RedisTarget | undefined {
  const [, scheme, username, password, hostList, path = ''] = form.exec(text) ?? []
  if (scheme === undefined || hostList === undefined) return undefined
  const hosts = hostList
    .split(',')
    .map((entry) => readHost(entry, scheme === 'redis+sentinel' ? 26_379 : 6_379))
  if (!hosts.every((host) => host !== undefined)) return undefined
  if (scheme === 'redis' || scheme === 'rediss') {
    const isOne = hosts.length === 1 && /^\d{0,4}$/.test(path) && URL.canParse(text)
    return isOne ? { kind: 'single', url: text } : undefined
  }
  const login = readLogin(username, password)
  if (login === undefined) return undefined
  if (scheme === 'redis+cluster') return path === '' ? { kind: 'cluster', hosts, ...login } : undefined
  return /^[\w-]+$/.test(path) ? { kind: 'sentinel', hosts, name: path, ...login } : undefined
}

function readHost(text: string, defaultPort: number): RedisHost | undefined {
  const [, address, name, port] = /^(?:\[([^\]]+)\]|([a-z\d][a-z\d._-]*))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const host = address ?? name
  const number = port === undefined ? defaultPort : Number(port)
  if (host === undefined || number < 1 || number > 65_535) return undefined
  return address === undefined || isIPv6(address) ? { host, port: number } : undefined
}

/** Either may be left out; percent-encoding that cannot be decoded makes the whole address unreadable. */
function readLogin(username: string | undefined, password: string | undefined): Login | undefined {
  try {
    return {
      ...(username === undefined || username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === undefined || password === '' ? {} : { password: decodeURIComponent(password) }),
    }
  } catch {
    return undefined
  }
}
