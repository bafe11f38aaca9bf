import { join } from 'node:path'
import { environmentWithoutSecrets } from '../processes/tool-environment.js'
import { waitUntil } from '../processes/wait-until.js'
import { getStatus } from './get-status.js'

const readyLimitMs = 30_000

/**
 * Starts the Intercom emulator and waits until it answers. What was done in it is kept in the data folder.
 *
 * It is at 127.0.0.1 while the app is at localhost, so that coming back from it is cross-site as with Intercom itself.
 *
 * @param {import('./service-context.js').ServiceContext & { redirectUri: string }} context
 * @returns {Promise<Record<string, string>>} the API's environment for it
 */
export async function startEmulator({ settings, supervisor, environment, stopSignal, onLine, redirectUri }) {
  const script = join('packages', 'intercom-emulator', 'src', 'cli.ts')
  const state = join(settings.dataFolder, 'emulator.json')
  supervisor.start({
    name: 'The Intercom emulator',
    command: join(settings.root, 'node_modules', '.bin', 'node'),
    arguments: [script, '--port', String(settings.emulatorPort), '--state', state],
    marker: script,
    cwd: settings.root,
    env: { EMULATOR_REDIRECT_URIS: redirectUri, ...environmentWithoutSecrets(environment, /^EMULATOR_/) },
    graceMs: 5_000,
    logFile: join(settings.dataFolder, 'logs', 'emulator.log'),
    onLine: onLine?.('emulator'),
  })
  const url = `http://127.0.0.1:${settings.emulatorPort}`
  await waitUntil(async () => (await getStatus(`${url}/_emulator/state`)) === 200, {
    what: 'The Intercom emulator did not become ready',
    limitMs: readyLimitMs,
    died: supervisor.died,
    stopSignal,
  })
  return {
    INTERCOM_CLIENT_ID: 'latchkey-dev',
    INTERCOM_CLIENT_SECRET: 'latchkey-dev-secret',
    INTERCOM_APP_URL: `${url}/{region}`,
    INTERCOM_API_URL: `${url}/{region}`,
  }
}
