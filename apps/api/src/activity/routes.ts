import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contract, limits, type ActivityPage } from '@latchkey/shared/contract'
import { AppError } from '#api/platform/errors/index.ts'
import { logFinished } from '#api/platform/logging/index.ts'
import { contractRoute } from '#api/platform/openapi/index.ts'
import { toActivityEntry } from './activity-record.ts'
import { readPage } from './activity-store.ts'
import type { ActivityDeps, Viewer } from './deps.ts'
import { createLiveStreams } from './live-streams.ts'

/** What happened to the account that is signed in, in pages and live. */
export const activityRoutes =
  (deps: ActivityDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, sessions, connectionsPart } = deps

    const page = async (
      { accountId, lineage }: Viewer,
      wanted: { limit?: number | undefined; cursor?: string | undefined; connectionId?: string },
    ): Promise<ActivityPage> => {
      const { limit = limits.activityPageDefault } = wanted
      const { records, ...rest } = await readPage(store, accountId, { ...wanted, limit })
      return { items: records.map((record) => toActivityEntry(record, lineage)), ...rest }
    }

    app.route({
      ...contractRoute(contract.listActivity),
      handler: async (request) => {
        const { session } = await sessions.require(request)
        return await page(session, request.query)
      },
    })

    app.route({
      ...contractRoute(contract.listConnectionActivity),
      handler: async (request) => {
        const { connectionId } = request.params
        const { session, values } = await sessions.require(
          request,
          (accountId) => [connectionsPart(accountId)] as const,
        )
        const [connections = []] = values
        if (!connections.some(({ id }) => id === connectionId)) throw new AppError('connection.not_found')
        return await page(session, { ...request.query, connectionId })
      },
    })

    const streams = createLiveStreams(deps)
    app.route({
      ...contractRoute(contract.watchEvents),
      handler: async (request, reply) => {
        const { session } = await sessions.require(request)
        const named = request.headers['last-event-id']
        const { body } = await streams.open(session, named === undefined ? undefined : String(named))
        // An answer that its browser leaves never finishes, and would be missing from the log.
        reply.raw.once('close', () => {
          if (!reply.raw.writableFinished) logFinished(request, reply)
        })
        return await reply.headers(streamHeaders).send(body)
      },
    })
    // Before the server waits for its answers to end, because these do not end by themselves.
    app.addHook('preClose', async () => {
      streams.close()
      await Promise.resolve()
    })
  }

/** Nothing on the way may hold the stream back, and its connection is of no use to anything else after it. */
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close',
}
