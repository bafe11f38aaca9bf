import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contract } from '@latchkey/shared/contract'
import { contractRoute } from '#api/platform/openapi/index.ts'
import type { Random } from '#api/platform/random.ts'
import type { Store } from '#api/platform/redis/index.ts'
import { endLineage } from './end-session.ts'
import type { Sessions } from './sessions.ts'

/** Signing out of this browser. */
export const sessionsRoutes =
  ({
    store,
    sessions,
    random,
  }: {
    store: Store
    sessions: Sessions
    random: Random
  }): FastifyPluginAsyncZod =>
  async (app) => {
    app.route({
      ...contractRoute(contract.endSession),
      handler: async (request, reply) => {
        const visitor = await sessions.read(request)
        if (visitor.kind === 'here') await endLineage({ store, sessions, random }, visitor.session)
        sessions.clearCookies(request, reply)
        return reply.code(204).send()
      },
    })
  }
