import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { PlainFailure } from './console/plain-failure.js'
import { runMain } from './console/run-main.js'
import { installPackages } from './install/packages.js'
import { requireRedisServer } from './install/redis-server.js'
import { claimRun } from './processes/run-record.js'
import { toolEnvironment } from './processes/tool-environment.js'
import { startApi } from './services/api.js'
import { startEmulator } from './services/emulator.js'
import { startOwnRedis } from './services/redis.js'
import { runUntilStopped } from './services/run-until-stopped.js'
import { startWebDev, webDevPort } from './services/web-dev.js'
import { prepareDataFolder } from './settings/data-folder.js'
import { requireFreePort } from './settings/ports.js'
import { readSettings } from './settings/settings.js'

const root = fileURLToPath(new URL('..', import.meta.url))

// `dev.js all` is everything with reload behind one origin, the one of Vite; `dev.js api` is all but the web app.
await runMain(async (stopSignal) => {
  const part = process.argv[2]
  if (part !== 'all' && part !== 'api')
    throw new PlainFailure('Say what to run: `dev.js all` or `dev.js api`.')
  const settings = readSettings(root, process.env)
  prepareDataFolder(settings.dataFolder)
  const run = await claimRun(settings.dataFolder, { marker: 'dev.js' })
  try {
    await develop(part, { settings, record: run, stopSignal })
  } finally {
    run.release()
  }
  return 0
})

/**
 * @param {'all' | 'api'} part
 * @param {object} options
 * @param {import('./settings/settings.js').Settings} options.settings
 * @param {Awaited<ReturnType<typeof claimRun>>} options.record
 * @param {AbortSignal} options.stopSignal
 */
async function develop(part, { settings, record, stopSignal }) {
  await requireFreePort(settings.port, { variable: 'PORT', host: settings.host })
  if (settings.usesEmulator) {
    await requireFreePort(settings.emulatorPort, { variable: 'EMULATOR_PORT', host: '127.0.0.1' })
  }
  if (part === 'all') await requireFreePort(webDevPort(settings), { variable: 'WEB_PORT', host: '127.0.0.1' })
  const logFile = join(settings.dataFolder, 'logs', 'install.log')
  const installing = { root, environment: process.env, stopSignal, logFile }
  await installPackages(installing)
  const program = settings.redisUrl === undefined ? await requireRedisServer(installing) : undefined

  const publicUrl = `http://localhost:${part === 'all' ? webDevPort(settings) : settings.port}`
  const environment = toolEnvironment(root, settings.environment)
  await runUntilStopped({
    record,
    stopSignal,
    startAll: async (supervisor) => {
      const context = { settings, supervisor, environment, stopSignal, onLine: printWithLabel }
      const redis = program === undefined ? {} : await startOwnRedis({ ...context, program })
      const intercom = settings.usesEmulator
        ? await startEmulator({ ...context, redirectUri: `${publicUrl}/api/intercom/callback` })
        : {}
      const script = join('apps', 'api', 'src', 'main.ts')
      await startApi({
        ...context,
        arguments: ['--watch', '--watch-preserve-output', script],
        marker: script,
        publicUrl,
        apiEnvironment: { ...redis, ...intercom, PUBLIC_URL: publicUrl, WEB_URL: publicUrl },
      })
      if (part === 'all') await startWebDev({ ...context, apiUrl: `http://localhost:${settings.port}` })
      return `Latchkey is ready, with reload: ${publicUrl}${part === 'api' ? '/docs' : ''}`
    },
  })
}

/**
 * @param {string} label
 * @returns {(line: string) => void}
 */
function printWithLabel(label) {
  return (line) => console.log(`${label.padEnd(8)} | ${line}`)
}
