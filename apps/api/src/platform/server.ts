import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import {
  serializerCompiler,
  validatorCompiler,
  type FastifyPluginAsyncZod,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { trustedPeers, type Config } from '#api/config.ts'
import { cookies } from './cookies/cookies.ts'
import { drain } from './drain.ts'
import {
  answerUnroutable,
  createBrokenRequests,
  errors,
  routeCollector,
  refuseOtherMethods,
} from './errors/index.ts'
import { newRequestId, requestLog } from './logging/index.ts'
import { apiDescription } from './openapi/index.ts'
import { metrics, probes } from './probes/index.ts'
import type { Random } from './random.ts'
import { rateLimit } from './rate-limit/index.ts'
import { enterBudget, requestBudgetMs, type Store } from './redis/index.ts'
import {
  bodies,
  bodyBytesMax,
  crossOrigin,
  headersOnEveryAnswer,
  hostCheck,
  sameSite,
  securityHeaders,
} from './security/index.ts'
import { webApp } from './web-app/index.ts'

/** What every part of the server is made from. */
export interface ServerDeps {
  readonly config: Config
  readonly store: Store
  readonly random: Random
  readonly logger: FastifyBaseLogger
}

/** How long a peer may take, in milliseconds. A live stream has to say something more often than `idle`. */
const timeouts = { headers: 5_000, request: 10_000, idle: 60_000, keepAlive: 5_000, checkEvery: 1_000 }

/**
 * Makes a server around the given routes: what every request passes stands first, in the order in which it passes.
 *
 * It listens to nothing yet. `close` ends it; the store stays the caller's.
 */
export async function createServer(
  { config, store, random, logger }: ServerDeps,
  routes: readonly FastifyPluginAsyncZod[],
): Promise<FastifyInstance> {
  const headers = securityHeaders(config)
  const brokenRequests = createBrokenRequests({ logger, random, headers })
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => newRequestId(random),
    requestIdHeader: false,
    trustProxy: config.trustProxy === true ? true : trustedPeers(config.trustProxy),
    bodyLimit: bodyBytesMax,
    connectionTimeout: timeouts.idle,
    keepAliveTimeout: timeouts.keepAlive,
    requestTimeout: timeouts.request,
    http: {
      headersTimeout: timeouts.headers,
      connectionsCheckingInterval: timeouts.checkEvery,
      // Refused by the host check, with the headers of every other answer.
      requireHostHeader: false,
    },
    // What has begun may finish while the server closes.
    return503OnClosing: false,
    clientErrorHandler: brokenRequests.answer,
    frameworkErrors: answerUnroutable({ headers }),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.server.on('request', (request, response) => brokenRequests.began(request.socket, response))
  // An expectation that Node does not know would be answered by Node, without our headers; it may be ignored.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))

  await app.register(errors)
  await app.register(headersOnEveryAnswer, { headers })
  await app.register(requestLog)
  await app.register(drain)
  if (config.metricsPort !== undefined) {
    await app.register(metrics, { host: config.host, port: config.metricsPort })
  }
  await app.register(routeCollector)
  await app.register(crossOrigin, { config })
  await app.register(rateLimit)
  await app.register(hostCheck, { config })
  await app.register(sameSite, { config })
  await app.register(bodies)
  await app.register(cookies)
  // Last before the handler: a body is read in a context of its own, which an earlier hook would not reach.
  app.addHook('preHandler', (_request, _reply, done) => {
    enterBudget(requestBudgetMs)
    done()
  })

  await app.register(probes({ store, requireDurable: config.redis.requireDurable }))
  await app.register(apiDescription, { docs: config.docs })
  for (const route of routes) await app.register(route)
  if (config.webDist !== undefined) await app.register(webApp, { folder: config.webDist })
  await app.register(refuseOtherMethods)
  await app.ready()
  return app
}
