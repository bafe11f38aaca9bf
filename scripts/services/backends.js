import { startEmulator } from './emulator.js'
import { startOwnRedis } from './redis.js'

/**
 * Starts what the API talks to: Redis, then the emulator, each only where the person has not set another one.
 *
 * @param {import('./service-context.js').ServiceContext} context
 * @param {{ redisServer: string | undefined, publicUrl: string }} options
 * @returns {Promise<Record<string, string>>} the API's environment for them
 */
export async function startBackends(context, { redisServer, publicUrl }) {
  const redis = redisServer === undefined ? {} : await startOwnRedis({ ...context, program: redisServer })
  const intercom = context.settings.usesEmulator
    ? await startEmulator({ ...context, redirectUri: `${publicUrl}/api/intercom/callback` })
    : {}
  return { ...redis, ...intercom }
}
