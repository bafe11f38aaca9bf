import type { FastifyBaseLogger } from 'fastify'
import type { StoreConfig } from '#api/config.ts'
import { systemClock } from '#api/platform/clock.ts'
import { systemRandom } from '#api/platform/random.ts'
import { createStore, type Store } from '#api/platform/redis/index.ts'
import { sealedRecords } from '#api/sealed-records.ts'
import { createKeyRing, reportKeys } from '#api/tokens/index.ts'

/** How long the start waits for Redis before it goes on without, in milliseconds. */
const firstContactMs = 2_000

/**
 * Connects to Redis, logs when it goes and comes, and says each time what about it could lose tokens. When it is first
 * there, what it holds is looked through in the background for tokens whose key `TOKEN_KEYS` does not have.
 *
 * The server starts without Redis. Where a durable one is required, one that is reached and is not durable ends the
 * start; one that comes back so keeps `/readyz` at 503.
 *
 * @throws Error in plain words when the Redis that is there is not durable enough
 */
export async function openStore(
  { redis, tokenKeys }: StoreConfig,
  logger: FastifyBaseLogger,
): Promise<Store> {
  let keysAreReported = false
  const store: Store = createStore({
    url: redis.url,
    clock: systemClock,
    onChange: ({ status, reason }) => {
      logger.info({ event: 'redis', status, reason }, `Redis is ${status}`)
      if (status === 'down') return
      void reportDurability(store, logger)
      if (keysAreReported) return
      keysAreReported = true
      const keyRing = createKeyRing({ keys: tokenKeys, random: systemRandom })
      void reportKeys({ store, clock: systemClock, keyRing, records: sealedRecords }, logger)
    },
  })
  if (redis.requireDurable && (await store.whenUp(firstContactMs))) {
    const { durability } = await store.health()
    if (durability !== 'durable') {
      await store.close()
      throw new Error(
        `REQUIRE_DURABLE_REDIS is true, but what Redis stores is ${durability}: set appendonly yes, appendfsync always and maxmemory-policy noeviction there.`,
      )
    }
  }
  return store
}

async function reportDurability(store: Store, logger: FastifyBaseLogger): Promise<void> {
  const { durability, warnings } = await store.health()
  if (warnings.length > 0) logger.warn({ event: 'redis', durability, warnings }, 'Redis could lose tokens')
}
