import { contract } from '@latchkey/shared/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contractRoute } from '#api/platform/openapi/index.ts'
import type { Store } from '#api/platform/redis/index.ts'

export interface ProbesDeps {
  readonly store: Pick<Store, 'health'>
  /** A Redis that could lose what it acknowledged counts as not ready. */
  readonly requireDurable: boolean
}

const probeConfig = { anyHost: true, quiet: true }

/** Tells machines whether the process answers (`/healthz`) and whether it can do its work (`/readyz`, Redis too). */
export const probes =
  ({ store, requireDurable }: ProbesDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const liveness = contractRoute(contract.getLiveness)
    const readiness = contractRoute(contract.getReadiness)
    app.route({
      ...liveness,
      config: { ...liveness.config, ...probeConfig },
      handler: () => ({ status: 'ok' as const }),
    })
    app.route({
      ...readiness,
      config: { ...readiness.config, ...probeConfig },
      handler: async (_request, reply) => {
        const redis = await store.health()
        const ready = redis.status === 'up' && (!requireDurable || redis.durability === 'durable')
        return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready', redis })
      },
    })
  }
