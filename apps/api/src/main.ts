import type { FastifyInstance } from 'fastify'
import { closeIntercomAgent } from '@latchkey/shared/intercom'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { openStore } from './open-store.ts'
import { systemClock } from './platform/clock.ts'
import { createLogger } from './platform/logging/index.ts'
import { systemRandom } from './platform/random.ts'
import type { Store } from './platform/redis/index.ts'

/** What has begun may take this long to end: a callback's claim, exchange, `/me` and storing take 9 s at the most. */
const closeLimitMs = 10_000

async function start(): Promise<void> {
  const config = readConfig()
  const logger = createLogger({ level: config.logLevel })
  // An error that nobody caught leaves nobody knows what behind; it is described without what it carries.
  process.on('uncaughtException', (err) => {
    logger.fatal({ event: 'crash', err }, 'unexpected error, the process ends')
    process.exit(1)
  })
  const store = await openStore(config, logger)
  const app = await buildApp({ config, store, logger, clock: systemClock, random: systemRandom, works: true })
  await app.listen({ host: config.host, port: config.port, listenTextResolver: () => 'listening' })
  let stopping = false
  const stop = (signal: string) => {
    // Whoever asks twice wants it now.
    if (stopping) process.exit(1)
    stopping = true
    logger.info({ event: 'stop', signal }, 'closing')
    void close(app, store).then((clean) => process.exit(clean ? 0 : 1))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Takes no new connection, lets what has begun end within its limit, then lets go of Redis. */
async function close(app: FastifyInstance, store: Store): Promise<boolean> {
  const ended = await Promise.race([
    app.close().then(() => true),
    systemClock.sleep(closeLimitMs).then(() => false),
  ])
  if (!ended) app.server.closeAllConnections()
  await store.close()
  await closeIntercomAgent()
  return ended
}

/** One plain sentence for whoever started it; the stack of a failed start helps nobody. */
function plainly(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (!(error instanceof Error)) return 'Latchkey could not start.'
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken: stop what uses it, or set another one.`
  }
  return `Latchkey could not start: ${error.message}`
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${plainly(error)}\n`)
  process.exit(1)
}
