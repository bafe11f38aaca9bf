import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contract } from '@latchkey/shared/contract'
import { contractRoute } from '#api/platform/openapi/index.ts'
import { revisionPart } from '#api/platform/redis/index.ts'
import { endBrowsers, type EndBrowsersDeps } from './end-browsers.ts'

/** The browsers that are signed in to the account: seeing them, and signing them out from another. */
export const browsersRoutes =
  (deps: EndBrowsersDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { sessions } = deps

    app.route({
      ...contractRoute(contract.listSessions),
      handler: async (request) => {
        const { session, values } = await sessions.require(request, (id) => [revisionPart(id)] as const)
        return { items: await sessions.listBrowsers(session, values[0]) }
      },
    })

    app.route({
      ...contractRoute(contract.endOneSession),
      handler: async (request, reply) => {
        const { session } = await sessions.require(request)
        const { sessionId } = request.params
        await endBrowsers(deps, session, { kind: 'one', lineage: sessionId })
        if (sessionId === session.lineage) sessions.clearCookies(request, reply)
        return reply.code(204).send()
      },
    })

    app.route({
      ...contractRoute(contract.endOtherSessions),
      handler: async (request, reply) => {
        const { session } = await sessions.require(request)
        const isEveryone = request.query.include === 'current'
        await endBrowsers(deps, session, { kind: isEveryone ? 'everyone' : 'others' })
        if (isEveryone) sessions.clearCookies(request, reply)
        return reply.code(204).send()
      },
    })
  }
