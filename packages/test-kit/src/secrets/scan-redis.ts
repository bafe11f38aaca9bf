import { isUtf8 } from 'node:buffer'

import type { Redis } from 'ioredis'

/** A key of Redis and all that is stored under it. */
export type RedisEntry = {
  readonly key: string
  readonly type: string
  /** Milliseconds to live, or `undefined` for a key that stays. */
  readonly ttlMs: number | undefined
  /** Every value as text: field names, members and scores, stream ids and fields are values too. */
  readonly values: readonly string[]
}

const readCommands: Readonly<
  Record<string, (key: Buffer) => [command: string, ...args: (string | Buffer)[]]>
> = {
  string: (key) => ['GET', key],
  hash: (key) => ['HGETALL', key],
  list: (key) => ['LRANGE', key, '0', '-1'],
  set: (key) => ['SMEMBERS', key],
  zset: (key) => ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
  stream: (key) => ['XRANGE', key, '-', '+'],
}

/**
 * Reads every key of the client's database, sorted by name. For tests: it reads everything at once.
 *
 * A key that expires meanwhile may be left out. Bytes that are not UTF-8 come as Latin-1, a character for each byte.
 *
 * @throws Error for a key of a type that it cannot read, so that nothing goes unseen.
 */
export async function scanRedis(client: Redis): Promise<RedisEntry[]> {
  const entries: RedisEntry[] = []
  for (const key of await allKeys(client)) {
    const type = await client.type(key)
    if (type === 'none') continue
    const read = readCommands[type]
    if (read === undefined) throw new Error(`Keys of type ${type} cannot be read`)
    const [reply, ttlMs] = await Promise.all([client.callBuffer(...read(key)), client.pttl(key)])
    entries.push({ key: text(key), type, ttlMs: ttlMs < 0 ? undefined : ttlMs, values: flatTexts(reply) })
  }
  return entries.toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

async function allKeys(client: Redis): Promise<Buffer[]> {
  // SCAN may name a key twice.
  const keys = new Map<string, Buffer>()
  let cursor = '0'
  do {
    const [next, page] = await client.scanBuffer(cursor, 'COUNT', 1_000)
    for (const key of page) keys.set(key.toString('latin1'), key)
    cursor = next.toString()
  } while (cursor !== '0')
  return [...keys.values()]
}

function flatTexts(reply: unknown): string[] {
  if (Buffer.isBuffer(reply)) return [text(reply)]
  if (Array.isArray(reply)) return reply.flatMap(flatTexts)
  if (reply === null) return []
  // Scores may come as numbers.
  if (typeof reply === 'number') return [String(reply)]
  throw new Error('Redis answered with a type that is not expected here')
}

function text(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1')
}
