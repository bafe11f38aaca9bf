import { join } from 'node:path'
import process from 'node:process'
import { installPackages } from '../install/packages.js'
import { requireRedisServer } from '../install/redis-server.js'
import { claimRun } from '../processes/run-record.js'
import { prepareDataFolder } from '../settings/data-folder.js'
import { requireFreePort } from '../settings/ports.js'
import { readSettings } from '../settings/settings.js'

/**
 * @typedef {object} PreparedRun
 * @property {import('../settings/settings.js').Settings} settings
 * @property {Awaited<ReturnType<typeof claimRun>>} record
 * @property {{ root: string, environment: NodeJS.ProcessEnv, stopSignal: AbortSignal, logFile: string }} installing
 * @property {string | undefined} redisServer the program for our own Redis; undefined when another one is used
 */

/**
 * Prepares what `npm start` and `pnpm dev` have in common: settings, the data folder, this folder's one run, the
 * ports, the packages and Redis. What only needs a look fails before anything is installed.
 *
 * @param {string} root
 * @param {{ marker: string, stopSignal: AbortSignal }} options `marker`: the script's name, as its command line has it
 * @param {(run: PreparedRun) => Promise<void>} work
 */
export async function withRun(root, { marker, stopSignal }, work) {
  const settings = readSettings(root, process.env)
  prepareDataFolder(settings.dataFolder)
  const record = await claimRun(settings.dataFolder, { marker })
  try {
    await requireFreePort(settings.port, { variable: 'PORT', host: settings.host })
    if (settings.usesEmulator) {
      await requireFreePort(settings.emulatorPort, { variable: 'EMULATOR_PORT', host: '127.0.0.1' })
    }
    const logFile = join(settings.dataFolder, 'logs', 'install.log')
    const installing = { root, environment: process.env, stopSignal, logFile }
    await installPackages(installing)
    const redisServer = settings.redisUrl === undefined ? await requireRedisServer(installing) : undefined
    await work({ settings, record, installing, redisServer })
  } finally {
    record.release()
  }
}
