import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runMain } from './console/run-main.js'
import { buildAll } from './install/build.js'
import { installPackages } from './install/packages.js'
import { requireRedisServer } from './install/redis-server.js'
import { claimRun } from './processes/run-record.js'
import { toolEnvironment } from './processes/tool-environment.js'
import { startApi } from './services/api.js'
import { startEmulator } from './services/emulator.js'
import { startOwnRedis } from './services/redis.js'
import { runUntilStopped } from './services/run-until-stopped.js'
import { prepareDataFolder } from './settings/data-folder.js'
import { requireFreePort } from './settings/ports.js'
import { readSettings } from './settings/settings.js'

const root = fileURLToPath(new URL('..', import.meta.url))

await runMain(async (stopSignal) => {
  const settings = readSettings(root, process.env)
  prepareDataFolder(settings.dataFolder)
  const run = await claimRun(settings.dataFolder, { marker: 'start.js' })
  try {
    await start(settings, run, stopSignal)
  } finally {
    run.release()
  }
  return 0
})

/**
 * @param {import('./settings/settings.js').Settings} settings
 * @param {Awaited<ReturnType<typeof claimRun>>} record
 * @param {AbortSignal} stopSignal
 */
async function start(settings, record, stopSignal) {
  await requireFreePort(settings.port, { variable: 'PORT', host: settings.host })
  if (settings.usesEmulator) {
    await requireFreePort(settings.emulatorPort, { variable: 'EMULATOR_PORT', host: '127.0.0.1' })
  }
  const installing = {
    root,
    environment: process.env,
    stopSignal,
    logFile: join(settings.dataFolder, 'logs', 'install.log'),
  }
  await installPackages(installing)
  const redisServer = settings.redisUrl === undefined ? await requireRedisServer(installing) : undefined
  await buildAll(installing)

  const environment = toolEnvironment(root, settings.environment)
  const { publicUrl } = settings
  await runUntilStopped({
    record,
    stopSignal,
    startAll: async (supervisor) => {
      const context = { settings, supervisor, environment, stopSignal }
      const redis = redisServer === undefined ? {} : await startOwnRedis({ ...context, program: redisServer })
      const intercom = settings.usesEmulator
        ? await startEmulator({ ...context, redirectUri: `${publicUrl}/api/intercom/callback` })
        : {}
      const script = join('apps', 'api', 'dist', 'main.js')
      await startApi({
        ...context,
        arguments: [script],
        marker: script,
        publicUrl,
        apiEnvironment: {
          ...redis,
          ...intercom,
          PUBLIC_URL: publicUrl,
          WEB_DIST: join(root, 'apps', 'web', 'dist'),
        },
      })
      return `Latchkey is ready: ${publicUrl}`
    },
  })
}
