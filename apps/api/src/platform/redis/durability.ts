import type { RedisClient } from './connect.ts'

/**
 * What a crash of Redis could lose: `durable` nothing acknowledged, `bounded_loss` about the last second,
 * `volatile` everything, `unknown` when the server does not tell.
 */
export type Durability = 'durable' | 'bounded_loss' | 'volatile' | 'unknown'

export interface DurabilityReport {
  durability: Durability
  /** Plain sentences about what would lose tokens; empty when nothing would. */
  warnings: string[]
}

/**
 * Asks Redis for its version, eviction policy and persistence, and says what would lose tokens.
 *
 * @see Redis, "Persistence" and "Key eviction"
 */
export async function inspectDurability(client: RedisClient): Promise<DurabilityReport> {
  const warnings: string[] = []
  const version = /redis_version:(\d+)\.(\d+)/.exec(await client.info('server'))
  if (version !== null && Number(version[1]) < 7) {
    warnings.push(
      `Redis ${version[1]}.${version[2]} is older than 7.0, the oldest this server is tested with.`,
    )
  }
  const settings = await readSettings(client)
  if (settings === undefined) {
    warnings.push('Redis does not show its settings (CONFIG is forbidden), so its durability is not known.')
    return { durability: 'unknown', warnings }
  }
  const policy = settings.get('maxmemory-policy')
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push(
      `maxmemory-policy is ${policy}: Redis may drop tokens when memory is short. Set noeviction.`,
    )
  }
  if (settings.get('appendonly') !== 'yes') {
    warnings.push('appendonly is off: a restart of Redis loses every connection. Set appendonly yes.')
    return { durability: 'volatile', warnings }
  }
  if (policy !== undefined && policy !== 'noeviction') return { durability: 'volatile', warnings }
  if (settings.get('appendfsync') === 'always') return { durability: 'durable', warnings }
  warnings.push('appendfsync is not always: a power failure may lose about the last second of connects.')
  return { durability: 'bounded_loss', warnings }
}

async function readSettings(client: RedisClient): Promise<Map<string, string> | undefined> {
  try {
    const reply = await client.call('CONFIG', 'GET', 'maxmemory-policy', 'appendonly', 'appendfsync')
    const flat = Array.isArray(reply) ? reply.map(String) : Object.entries(Object(reply)).flat().map(String)
    const settings = new Map<string, string>()
    for (let at = 0; at + 1 < flat.length; at += 2) settings.set(flat[at] ?? '', flat[at + 1] ?? '')
    return settings
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return undefined
    throw error
  }
}
