import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainFailure } from '../console/plain-failure.js'
import { environmentWithoutSecrets } from '../processes/tool-environment.js'
import { waitUntil } from '../processes/wait-until.js'
import { tokenKeysOf } from '../settings/data-folder.js'
import { freePort, portProblem } from '../settings/ports.js'
import { askRedis } from './ask-redis.js'

const loopback = '127.0.0.1'
const readyLimitMs = 60_000

/**
 * Starts our own Redis and finds the keys that belong to it.
 *
 * @param {import('./service-context.js').ServiceContext & { program: string }} context
 * @returns {Promise<Record<string, string>>} the API's environment for it
 */
export async function startOwnRedis(context) {
  const { settings } = context
  return {
    REDIS_URL: await startRedis(context),
    TOKEN_KEYS: settings.environment['TOKEN_KEYS'] ?? tokenKeysOf(settings.dataFolder),
  }
}

/**
 * Starts Redis on loopback and waits until it has loaded its data and answers.
 *
 * Every write is on disk before it is answered (`appendfsync always`), and nothing is ever evicted: tokens live here.
 * The port is chosen at the first start and kept, so that tools can be pointed at it.
 *
 * @param {import('./service-context.js').ServiceContext & { program: string }} context
 * @returns {Promise<string>} its URL
 */
async function startRedis({ settings, supervisor, environment, stopSignal, program }) {
  const folder = join(settings.dataFolder, 'redis')
  const port = await choosePort(settings.dataFolder, folder)
  supervisor.start({
    name: 'Redis',
    command: program,
    arguments: argumentsFor(port),
    marker: 'redis-server',
    // Its data folder is where it runs: Redis would split an argument with a space in it.
    cwd: folder,
    env: environmentWithoutSecrets(environment),
    graceMs: 10_000,
    logFile: join(settings.dataFolder, 'logs', 'redis.log'),
  })
  await waitUntil(async () => (await askRedis(port, 'PING')) === '+PONG', {
    what: 'Redis did not become ready',
    limitMs: readyLimitMs,
    died: supervisor.died,
    stopSignal,
  })
  return `redis://${loopback}:${port}`
}

/** @param {number} port */
function argumentsFor(port) {
  const place = `--bind ${loopback} --port ${port} --daemonize no`
  const keeping = '--appendonly yes --appendfsync always --maxmemory-policy noeviction'
  return [...`${place} ${keeping}`.split(' '), '--save', '']
}

/**
 * @param {string} dataFolder
 * @param {string} folder
 */
async function choosePort(dataFolder, folder) {
  const path = join(dataFolder, 'redis-port')
  const kept = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (Number.isInteger(kept) && kept > 0) {
    if ((await portProblem(kept, loopback)) === undefined) return kept
    await refuseSecondServer(kept, folder)
    console.log(`  Port ${kept}, which Redis had until now, is taken by another program: choosing a new one`)
  }
  const port = await freePort()
  writeFileSync(path, `${port}\n`, { mode: 0o600 })
  return port
}

/**
 * Two servers that append to one file destroy it. A server that works in our folder and is in no run record (which
 * somebody deleted, say) is not ours to end, so the person is asked to.
 *
 * @param {number} port
 * @param {string} folder
 */
async function refuseSecondServer(port, folder) {
  const answer = (await askRedis(port, 'CONFIG GET dir')) ?? ''
  if (!answer.split('\r\n').includes(folder)) return
  throw new PlainFailure(
    `A Redis that this run did not start is using ${folder}: end it with \`redis-cli -p ${port} shutdown\` and start again.`,
  )
}
