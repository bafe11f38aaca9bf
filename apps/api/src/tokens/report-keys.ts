import type { FastifyBaseLogger } from 'fastify'
import { StoreUnavailable } from '#api/platform/redis/index.ts'
import { countKeys } from './count-keys.ts'
import type { SealedDeps } from './find-sealed.ts'

/** How many token sets are looked at, so that a start costs Redis about a second at the most. */
const lookedAtMost = 20_000

/**
 * Says in the log, by count, which keys are still needed and not there, before a person meets them as
 * `store.key_missing`. Of more than 20,000 token sets it looks at as many, in no order of theirs, and says so.
 *
 * It changes nothing, and a Redis that goes away meanwhile ends it quietly: whatever needs Redis says so itself.
 */
export async function reportKeys(deps: SealedDeps, logger: FastifyBaseLogger): Promise<void> {
  try {
    const { missing, broken, garbled, complete } = await countKeys(deps, { atMost: lookedAtMost })
    const found = { event: 'token_keys', complete }
    for (const [keyId, tokenSets] of missing) {
      logger.error({ ...found, keyId, tokenSets }, 'token sets need a key that is not in TOKEN_KEYS')
    }
    for (const [keyId, tokenSets] of broken) {
      logger.error({ ...found, keyId, tokenSets }, 'token sets do not open with the key that they name')
    }
    if (garbled > 0) logger.error({ ...found, tokenSets: garbled }, 'token sets name no key')
    logger.debug(found, 'token keys were looked at')
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
  }
}
