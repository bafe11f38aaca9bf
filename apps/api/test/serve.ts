import { randomBytes } from 'node:crypto'
import { logSink, type LogSink } from '@latchkey/test-kit'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { onTestFinished } from 'vitest'
import { readConfig, type Config, type Environment } from '#api/config.ts'
import { systemClock } from '#api/platform/clock.ts'
import { createLogger } from '#api/platform/logging/index.ts'
import { systemRandom } from '#api/platform/random.ts'
import { createStore, type Store } from '#api/platform/redis/index.ts'
import { createServer } from '#api/platform/server.ts'
import { ask, askRaw, type Answered, type Question } from './ask.ts'

/** A port that nobody listens on: the platform works without Redis. */
const absentRedis = 'redis://127.0.0.1:1'

export interface Served {
  readonly app: FastifyInstance
  readonly config: Config
  readonly store: Store
  readonly port: number
  readonly log: LogSink
  /** Asks under the public host name unless the headers name another. */
  ask(question: Question): Promise<Answered>
  askRaw(bytes: string): Promise<Answered>
}

export interface ServeOptions {
  readonly environment?: Environment
  readonly routes?: readonly FastifyPluginAsyncZod[]
}

/** Everything that a server in production has to be told. */
export const productionEnvironment = {
  PUBLIC_URL: 'https://latchkey.acme.test',
  INTERCOM_CLIENT_ID: '4f1c2d7e-0b6a-4c58-9d3e-27a5c1f08b64',
  INTERCOM_CLIENT_SECRET: '9b2e6a10-7c3d-4f85-a1e9-5d40c86f2b73',
}

/** Starts the platform with routes of the test's own on a free port, over real HTTP; closed after the test. */
export async function serve({ environment = {}, routes = [] }: ServeOptions = {}): Promise<Served> {
  const log = logSink()
  const config = readConfig({
    REDIS_URL: absentRedis,
    TOKEN_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
    LOG_LEVEL: 'debug',
    ...environment,
  })
  const logger = createLogger({ level: config.logLevel, stream: log })
  const store = createStore({ url: config.redis.url, clock: systemClock })
  const app = await createServer({ config, store, logger, random: systemRandom }, routes)
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
  onTestFinished(async () => {
    await app.close()
    await store.close()
  })
  const { host } = new URL(config.publicUrl)
  return {
    app,
    config,
    store,
    port,
    log,
    ask: (question) => ask(port, { ...question, headers: { host, ...question.headers } }),
    askRaw: (bytes) => askRaw(port, bytes),
  }
}
