import { join } from 'node:path'
import { waitUntil } from '../processes/wait-until.js'
import { getStatus } from './get-status.js'

const readyLimitMs = 60_000

/**
 * Starts the API and waits until it is ready, its Redis included.
 *
 * @param {import('./service-context.js').ServiceContext & {
 *   arguments: string[], marker: string, apiEnvironment: Record<string, string>, publicUrl: string
 * }} context `arguments` are Node's
 */
export async function startApi(context) {
  const { settings, supervisor, environment, stopSignal, onLine } = context
  supervisor.start({
    name: 'The API',
    command: join(settings.root, 'node_modules', '.bin', 'node'),
    arguments: context.arguments,
    marker: context.marker,
    cwd: settings.root,
    env: { ...environment, ...context.apiEnvironment, PORT: String(settings.port) },
    graceMs: 20_000,
    logFile: join(settings.dataFolder, 'logs', 'api.log'),
    onLine: onLine?.('api'),
  })
  const address = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const url = `http://${address}:${settings.port}/readyz`
  const { host } = new URL(context.publicUrl)
  await waitUntil(async () => (await getStatus(url, { host })) === 200, {
    what: `The API did not become ready (its log is ${join(settings.dataFolder, 'logs', 'api.log')})`,
    limitMs: readyLimitMs,
    died: supervisor.died,
    stopSignal,
  })
}
