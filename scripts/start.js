import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMain } from './console/run-main.js'
import { buildAll } from './install/build.js'
import { toolEnvironment } from './processes/tool-environment.js'
import { startApi } from './services/api.js'
import { startBackends } from './services/backends.js'
import { runUntilStopped } from './services/run-until-stopped.js'
import { withRun } from './services/with-run.js'

const root = fileURLToPath(new URL('..', import.meta.url))

await runMain(async (stopSignal) => {
  await withRun(root, { marker: 'start.js', stopSignal }, async (run) => {
    await buildAll(run.installing)
    await runUntilStopped({
      record: run.record,
      stopSignal,
      startAll: (supervisor) => startAll(run, { supervisor, stopSignal }),
    })
  })
  return 0
})

/**
 * @param {import('./services/with-run.js').PreparedRun} run
 * @param {Pick<import('./services/service-context.js').ServiceContext, 'supervisor' | 'stopSignal'>} options
 */
async function startAll({ settings, redisServer }, { supervisor, stopSignal }) {
  const { publicUrl } = settings
  const environment = toolEnvironment(root, settings.environment)
  const context = { settings, supervisor, environment, stopSignal }
  const script = join('apps', 'api', 'dist', 'main.js')
  await startApi({
    ...context,
    arguments: [script],
    marker: script,
    publicUrl,
    apiEnvironment: {
      ...(await startBackends(context, { redisServer, publicUrl })),
      PUBLIC_URL: publicUrl,
      WEB_DIST: join(root, 'apps', 'web', 'dist'),
    },
  })
  return `Latchkey is ready: ${publicUrl}`
}
