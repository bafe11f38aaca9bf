import { join } from 'node:path'
import { waitUntil } from '../processes/wait-until.js'
import { environmentWithoutSecrets } from '../processes/tool-environment.js'
import { getStatus } from './get-status.js'

const readyLimitMs = 60_000

/**
 * @param {import('../settings/settings.js').Settings} settings
 * @returns {number} where Vite serves the web app while it is worked on
 */
export function webDevPort(settings) {
  return Number(settings.environment['WEB_PORT'] ?? 5173)
}

/**
 * Starts Vite's development server, which hands what is not the web app's to the API, and waits until it answers.
 *
 * @param {import('./service-context.js').ServiceContext & { apiUrl: string }} context
 */
export async function startWebDev({ settings, supervisor, environment, stopSignal, onLine, apiUrl }) {
  const folder = join(settings.root, 'apps', 'web')
  const port = webDevPort(settings)
  supervisor.start({
    name: 'The web app',
    command: join(folder, 'node_modules', '.bin', 'vite'),
    arguments: ['--port', String(port), '--strictPort', '--host', '127.0.0.1', '--clearScreen', 'false'],
    marker: 'vite',
    cwd: folder,
    env: { ...environmentWithoutSecrets(environment), API_URL: apiUrl },
    graceMs: 5_000,
    logFile: join(settings.dataFolder, 'logs', 'web.log'),
    onLine: onLine?.('web'),
  })
  await waitUntil(async () => (await getStatus(`http://127.0.0.1:${port}/`)) === 200, {
    what: 'The web app did not become ready',
    limitMs: readyLimitMs,
    died: supervisor.died,
    stopSignal,
  })
}
