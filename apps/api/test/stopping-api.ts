/**
 * The API as a process that kills itself after one numbered step of storing a connection, as a crash would.
 *
 * Reads the API's own environment, and `STOP_AFTER`: the step. Prints `listening` when it is ready.
 */
import { buildApp } from '#api/app.ts'
import { readConfig } from '#api/config.ts'
import { systemClock } from '#api/platform/clock.ts'
import { createLogger } from '#api/platform/logging/index.ts'
import { systemRandom } from '#api/platform/random.ts'
import { createStore } from '#api/platform/redis/index.ts'

const config = readConfig()
const store = createStore({ url: config.redis.url, clock: systemClock })
await store.whenUp(5_000)
const app = await buildApp({
  config,
  store,
  clock: systemClock,
  random: systemRandom,
  logger: createLogger({ level: 'silent' }),
  works: false,
  afterStep: (step) => {
    if (step === process.env['STOP_AFTER']) process.kill(process.pid, 'SIGKILL')
    return Promise.resolve()
  },
})
await app.listen({ host: '127.0.0.1', port: config.port })
process.stdout.write('listening\n')
