import { ConfigError, type ConfigProblem } from './config/config-error.ts'
import { readIntercom, type IntercomConfig } from './config/intercom.ts'
import { readNetwork, type NetworkConfig } from './config/network.ts'
import { readRedis, type RedisConfig } from './config/redis.ts'
import { readSession, type SessionConfig } from './config/session.ts'
import { readTokenKeys, type TokenKeyConfig } from './config/token-keys.ts'
import { createVariables, type Environment } from './config/variables.ts'

export { ConfigError } from './config/config-error.ts'
export { trustedPeers } from './config/trust-proxy.ts'
export type { Environment } from './config/variables.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything the environment decides, read once at start and never changed. */
export interface Config extends NetworkConfig {
  readonly redis: RedisConfig
  readonly intercom: IntercomConfig
  /** At least one; the first encrypts, all decrypt. */
  readonly tokenKeys: readonly [TokenKeyConfig, ...TokenKeyConfig[]]
  readonly session: SessionConfig
  readonly logLevel: LogLevel
}

/** What a command needs that works on the stored tokens alone. */
export type StoreConfig = Pick<Config, 'redis' | 'tokenKeys'>

/**
 * Reads `REDIS_URL`, `REQUIRE_DURABLE_REDIS` and `TOKEN_KEYS` and nothing else, so that such a command needs no other
 * secret. Which keys production refuses is the server's to say: here they may be on their way out.
 *
 * @throws ConfigError
 */
export function readStoreConfig(environment: Environment = process.env): StoreConfig {
  const problems: ConfigProblem[] = []
  const variables = createVariables(environment, problems)
  const redis = readRedis(variables)
  const tokenKeys = readTokenKeys(variables, false)
  if (redis === undefined || tokenKeys === undefined) throw new ConfigError(problems)
  return Object.freeze({ redis, tokenKeys })
}

/**
 * Reads and checks the environment; nothing else in the API looks at it.
 *
 * Every bad variable is named at once, with what to do about it. A value is never part of a message, because it may
 * be a secret. Nothing depends on `NODE_ENV`: production means that PUBLIC_URL is not this machine.
 *
 * @throws ConfigError
 */
export function readConfig(environment: Environment = process.env): Config {
  const problems: ConfigProblem[] = []
  const variables = createVariables(environment, problems)
  const network = readNetwork(variables)
  const production = network?.production ?? false
  const redis = readRedis(variables)
  const tokenKeys = readTokenKeys(variables, production)
  const intercom = readIntercom(variables, { production, publicUrl: network?.publicUrl })
  const session = readSession(variables)
  const logLevel = variables.choice('LOG_LEVEL', logLevels, 'info')
  if (
    problems.length > 0 ||
    network === undefined ||
    redis === undefined ||
    tokenKeys === undefined ||
    intercom === undefined ||
    session === undefined ||
    logLevel === undefined
  ) {
    throw new ConfigError(problems)
  }
  return Object.freeze({
    ...network,
    webUrls: Object.freeze(network.webUrls),
    redis: Object.freeze(redis),
    tokenKeys: Object.freeze(tokenKeys),
    intercom: Object.freeze(intercom),
    session: Object.freeze(session),
    logLevel,
  })
}
