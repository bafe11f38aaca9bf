import type { FastifyPluginAsync, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { prefixOf } from '../hosts.ts'
import type { HostName } from '../hosts.ts'
import { callerIn, versionIn } from './check-call.ts'
import type { CallChecks } from './check-call.ts'
import type { RestCall, RestOperation } from './operation.ts'

interface Deps {
  host: HostName
  checks: CallChecks
  operations: readonly RestOperation[]
}

/** Larger than any text that a person writes; Intercom states no limit. */
const bodyBytesMax = 1024 * 1024

/** What an app may do with a token: every operation, behind the checks. */
export function restRoutes({ host, checks, operations }: Deps): FastifyPluginAsync {
  return async (app) => {
    for (const operation of operations) {
      const [method, url] = methodAndPath(operation)
      app.route({
        method,
        url,
        bodyLimit: bodyBytesMax,
        config: { routeName: operation.route, host },
        preHandler: checksOf(operation, checks),
        handler: async (request, reply) => send(reply, operation.handle(callOf(request))),
      })
    }
  }
}

function methodAndPath({ route }: RestOperation): [method: string, path: string] {
  const space = route.indexOf(' ')
  return [route.slice(0, space), route.slice(space + 1)]
}

/** In the order in which they answer: who calls is settled before what is asked. */
function checksOf(operation: RestOperation, checks: CallChecks): preHandlerAsyncHookHandler[] {
  const { permission, since, anyVersion = false } = operation
  return [
    checks.requireToken,
    checks.spendRateLimit,
    checks.requireAccept,
    ...(anyVersion ? [] : [checks.requireVersion]),
    ...(permission === null ? [] : [checks.requirePermission(permission)]),
    ...(since === undefined ? [] : [checks.requireSince(since)]),
  ]
}

function callOf(request: FastifyRequest): RestCall {
  return {
    caller: callerIn(request),
    version: versionIn(request),
    params: texts(request.params),
    query: texts(request.query),
    body: request.body,
    baseUrl: `${request.protocol}://${request.host}${prefixOf(request.routeOptions.config.host ?? 'routing')}`,
  }
}

/** Fastify gives a text, or a list where a parameter is repeated. */
function texts(parameters: unknown): Record<string, string> {
  const entries = Object.entries(parameters ?? {}).map(([name, value]: [string, unknown]) => {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    return [name, typeof last === 'string' ? last : '']
  })
  return Object.fromEntries(entries) as Record<string, string>
}

function send(
  reply: FastifyReply,
  { status = 200, body, headers = {} }: ReturnType<RestOperation['handle']>,
): FastifyReply {
  return reply.code(status).headers(headers).send(body)
}
