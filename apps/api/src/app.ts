import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Clock } from '#api/platform/clock.ts'
import { createServer, type ServerDeps } from '#api/platform/server.ts'

/** What the whole API is made from; a test passes its own clock, random bytes, Redis and log. */
export interface AppDeps extends ServerDeps {
  readonly clock: Clock
}

/**
 * Builds the API: the platform, then every feature. It listens to nothing yet, and it starts without Redis.
 *
 * `close` ends the server; store and clock stay the caller's.
 */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  return createServer(deps, features(deps))
}

/** Every feature's routes, in reading order. */
function features(_deps: AppDeps): FastifyPluginAsyncZod[] {
  return []
}
