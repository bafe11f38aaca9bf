import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { createFeatures, type FeatureDeps } from '#api/features.ts'
import { startWorker, type JobHandler } from '#api/platform/schedule/index.ts'
import { createServer } from '#api/platform/server.ts'

/** What the whole API is made from; a test passes its own clock, random bytes, Redis and log. */
export interface AppDeps extends FeatureDeps {
  /** Whether this process also does scheduled work. */
  readonly works: boolean
}

/**
 * Builds the API: the platform, then every feature. It listens to nothing yet, and it starts without Redis.
 *
 * `close` ends the server and the scheduled work; store and clock stay the caller's.
 */
export async function buildApp({ works, ...deps }: AppDeps): Promise<FastifyInstance> {
  const { routes, jobs } = createFeatures(deps)
  return await createServer(deps, works ? [...routes, scheduledWork(deps, jobs)] : routes)
}

/** Runs due jobs for as long as the server lives. */
function scheduledWork(
  { store, clock, logger }: FeatureDeps,
  handlers: Record<string, JobHandler>,
): FastifyPluginAsyncZod {
  return async (app) => {
    const worker = startWorker({
      store,
      clock,
      handlers,
      onFailure: (job, error) =>
        logger.warn({ event: 'job', kind: job.kind, err: error }, 'scheduled work failed'),
    })
    app.addHook('onClose', () => worker.stop())
    await Promise.resolve()
  }
}
