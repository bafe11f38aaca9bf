import { createEmulator, seed, type Emulator } from '@latchkey/intercom-emulator'
import {
  createBrowser,
  freePort,
  logSink,
  startRedis,
  type Browser,
  type BrowserRequest,
  type Clock,
  type LogSink,
  type RedisServer,
} from '@latchkey/test-kit'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#api/app.ts'
import { readConfig, type Environment } from '#api/config.ts'
import type { FeatureDeps } from '#api/features.ts'
import { systemClock } from '#api/platform/clock.ts'
import { createLogger } from '#api/platform/logging/index.ts'
import { systemRandom } from '#api/platform/random.ts'
import { createStore, type Store } from '#api/platform/redis/index.ts'

export interface TestAppOptions {
  /** The features' clock. */
  clock?: Clock
  /** The clock of Redis' time limits; the machine's unless a test moves it. */
  storeClock?: Clock
  afterStep?: FeatureDeps['afterStep']
  environment?: Environment
  provider?: FeatureDeps['provider']
  /** Shared with another app of the test, as two processes share them. */
  redis?: RedisServer
  emulator?: Emulator
  port?: number
  /** Where the API finds Redis, when not directly: a proxy. */
  redisUrl?: string
}

export interface TestApp {
  url: string
  app: FastifyInstance
  redis: RedisServer
  emulator: Emulator
  store: Store
  log: LogSink
  /** A new person's browser; `userAgent` is what it says of itself. */
  browser(userAgent?: string): Browser
  /** Every secret that must never be seen outside its room. */
  secrets(): string[]
  close(): Promise<void>
}

/** The keys of every test's API; 32 bytes in base64url that look random, because weak ones are refused. */
export const testTokenKey = 'q3N0hQ9vXw2k7ZcR1tYpLsEaJmUfGdIoBnVxKyWzPC8'

/** Starts the real API on a free port, with a real Redis (a one-node cluster) and the emulator. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const port = options.port ?? (await freePort())
  const url = `http://localhost:${port}`
  const redis = options.redis ?? (await startRedis({ cluster: true }))
  const emulator =
    options.emulator ?? (await createEmulator({ redirectUris: [`${url}/api/intercom/callback`] }))
  const log = logSink()
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: url,
    REDIS_URL: options.redisUrl ?? redis.url,
    TOKEN_KEYS: `k1:${testTokenKey}`,
    INTERCOM_CLIENT_ID: seed.apps.full.clientId,
    INTERCOM_CLIENT_SECRET: seed.apps.full.clientSecret,
    INTERCOM_APP_URL: `${emulator.url}/{region}`,
    INTERCOM_API_URL: `${emulator.url}/{region}`,
    // Each browser of a test comes from an address of its own, as people do; the limits per client stay real.
    TRUST_PROXY: '127.0.0.1/32',
    LOG_LEVEL: 'trace',
    ...options.environment,
  })
  const store = createStore({ url: config.redis.url, clock: options.storeClock ?? systemClock })
  await store.whenUp(5_000)
  const clock = options.clock ?? systemClock
  const app = await buildApp({
    config,
    store,
    clock,
    random: systemRandom,
    logger: createLogger({ level: config.logLevel, stream: log }),
    afterStep: options.afterStep,
    provider: options.provider,
    works: false,
  })
  await app.listen({ host: '127.0.0.1', port, listenTextResolver: () => 'listening' })
  return {
    url,
    app,
    redis,
    emulator,
    store,
    log,
    browser: (userAgent) => personalBrowser(url, userAgent),
    secrets: () => [seed.apps.full.clientSecret, testTokenKey],
    async close() {
      await app.close()
      await store.close()
      if (options.emulator === undefined) await emulator.close()
      if (options.redis === undefined) await redis.stop()
    },
  }
}

let people = 0

/** A browser that reaches the API through a proxy from an address that no other browser has. */
function personalBrowser(baseUrl: string, userAgent: string | undefined): Browser {
  people += 1
  const address = `10.${people >> 16}.${(people >> 8) & 255}.${people & 255}`
  const from = { 'x-forwarded-for': address, 'user-agent': userAgent }
  const browser = createBrowser({ baseUrl })
  const fromHere = <Request extends BrowserRequest>(request: Request | undefined) => ({
    ...request,
    headers: { ...from, ...request?.headers },
  })
  return {
    ...browser,
    fetch: (path, request) => browser.fetch(path, fromHere(request)),
    post: (path, json, request) => browser.post(path, json, fromHere(request)),
    navigate: (path, request) => browser.navigate(path, fromHere(request)),
    submit: (path, fields, request) => browser.submit(path, fields, fromHere(request)),
  }
}
