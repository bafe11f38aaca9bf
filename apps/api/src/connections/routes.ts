import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contract } from '@latchkey/shared/contract'
import { AppError } from '#api/platform/errors/index.ts'
import { contractRoute } from '#api/platform/openapi/index.ts'
import type { Sessions } from '#api/sessions/index.ts'
import { isForgotten, toConnection } from './connection-record.ts'
import { connectionsPart } from './connection-store.ts'
import type { ConnectionsDeps } from './deps.ts'
import { disconnect } from './disconnect.ts'
import { verifyConnection } from './verify-connection.ts'

/** Seeing, testing and ending the connections of the account that is signed in. */
export const connectionsRoutes =
  ({ sessions, ...deps }: ConnectionsDeps & { sessions: Sessions }): FastifyPluginAsyncZod =>
  async (app) => {
    const parts = (accountId: string) => [connectionsPart(accountId)] as const

    app.route({
      ...contractRoute(contract.listConnections),
      handler: async (request) => {
        const [records = []] = (await sessions.require(request, parts)).values
        const wanted = records.filter(
          (record) =>
            record.status !== 'disconnected' ||
            (request.query.include === 'disconnected' && !isForgotten(record, deps.clock.now())),
        )
        return { items: wanted.map(toConnection) }
      },
    })

    app.route({
      ...contractRoute(contract.getConnection),
      handler: async (request) => {
        const [records = []] = (await sessions.require(request, parts)).values
        const record = records.find(({ id }) => id === request.params.connectionId)
        if (record === undefined || isForgotten(record, deps.clock.now()))
          throw new AppError('connection.not_found')
        return toConnection(record)
      },
    })

    app.route({
      ...contractRoute(contract.disconnect),
      handler: async (request) => {
        const { accountId, lineage } = (await sessions.require(request)).session
        const ref = { accountId, connectionId: request.params.connectionId }
        return toConnection(await disconnect(deps, ref, { by: 'browser', lineage }))
      },
    })

    app.route({
      ...contractRoute(contract.verifyConnection),
      handler: async (request) => {
        const { session } = await sessions.require(request)
        const { connectionId } = request.params
        const { record, steps } = await verifyConnection(deps, { accountId: session.accountId, connectionId })
        return { connection: toConnection(record), steps }
      },
    })
  }
