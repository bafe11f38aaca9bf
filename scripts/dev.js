import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { PlainFailure } from './console/plain-failure.js'
import { runMain } from './console/run-main.js'
import { toolEnvironment } from './processes/tool-environment.js'
import { startApi } from './services/api.js'
import { startBackends } from './services/backends.js'
import { runUntilStopped } from './services/run-until-stopped.js'
import { startWebDev, webDevPort } from './services/web-dev.js'
import { withRun } from './services/with-run.js'
import { requireFreePort } from './settings/ports.js'

const root = fileURLToPath(new URL('..', import.meta.url))

// `dev.js all` is everything with reload behind one origin, the one of Vite; `dev.js api` is all but the web app.
await runMain(async (stopSignal) => {
  const part = process.argv[2]
  if (part !== 'all' && part !== 'api') {
    throw new PlainFailure('Say what to run: `dev.js all` or `dev.js api`.')
  }
  const withWeb = part === 'all'
  await withRun(root, { marker: 'dev.js', stopSignal }, async (run) => {
    if (withWeb) await requireFreePort(webDevPort(run.settings), { variable: 'WEB_PORT', host: '127.0.0.1' })
    await runUntilStopped({
      record: run.record,
      stopSignal,
      startAll: (supervisor) => startAll(run, { withWeb, supervisor, stopSignal }),
    })
  })
  return 0
})

/**
 * @param {import('./services/with-run.js').PreparedRun} run
 * @param {Pick<import('./services/service-context.js').ServiceContext, 'supervisor' | 'stopSignal'> & {
 *   withWeb: boolean
 * }} options
 */
async function startAll({ settings, redisServer }, { withWeb, supervisor, stopSignal }) {
  const publicUrl = withWeb ? `http://localhost:${webDevPort(settings)}` : settings.publicUrl
  const environment = toolEnvironment(root, settings.environment)
  const context = { settings, supervisor, environment, stopSignal, onLine: printWithLabel }
  const script = join('apps', 'api', 'src', 'main.ts')
  await startApi({
    ...context,
    arguments: ['--watch', '--watch-preserve-output', script],
    marker: script,
    publicUrl,
    apiEnvironment: {
      ...(await startBackends(context, { redisServer, publicUrl })),
      PUBLIC_URL: publicUrl,
      WEB_URL: publicUrl,
    },
  })
  if (withWeb) await startWebDev({ ...context, apiUrl: `http://localhost:${settings.port}` })
  return `Latchkey is ready, with reload: ${publicUrl}${withWeb ? '' : '/docs'}`
}

/**
 * @param {string} label
 * @returns {(line: string) => void}
 */
function printWithLabel(label) {
  return (line) => console.log(`${label.padEnd(8)} | ${line}`)
}
