import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import type { Directory } from '../directory.ts'
import type { Grants, TokenRecord } from '../grants.ts'
import { servesRegion } from '../hosts.ts'
import type { PermissionName } from '../permissions.ts'
import type { Switches } from '../switches.ts'
import { sendError } from './answer-errors.ts'
import type { Caller } from './caller.ts'
import type { RateLimit } from './rate-limit.ts'
import { apiVersions } from './operation.ts'
import type { ApiVersion } from './operation.ts'
import { readToken } from './read-token.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

interface Deps {
  directory: Directory
  grants: Grants
  rateLimit: RateLimit
  switches: () => Switches
}

export type CallChecks = ReturnType<typeof createCallChecks>

/** The checks in front of a REST call, in the order in which a route lists them. Each answers or lets it pass. */
export function createCallChecks({ directory, grants, rateLimit, switches }: Deps) {
  const requireToken: preHandlerAsyncHookHandler = async (request, reply) => {
    const token = readToken(request.headers.authorization)
    const record = token === undefined ? undefined : grants.findToken(token)
    const caller = record === undefined ? undefined : callerOf(directory, record)
    if (record === undefined || caller === undefined) return refuseToken(reply, accessTokenInvalid)
    if (record.status !== 'active') return refuseToken(reply, endedTokenError(record, switches()))
    if (!servesRegion(request.routeOptions.config.host ?? 'routing', caller.workspace.region)) {
      const { wrongRegionAnswer } = switches()
      if (wrongRegionAnswer === '401') return refuseToken(reply, accessTokenInvalid)
      if (wrongRegionAnswer === '403') return sendError(reply, 403, regionMismatch)
    }
    request.caller = caller
  }

  const spendRateLimit: preHandlerAsyncHookHandler = async (request, reply) => {
    const { app, workspace } = callerIn(request)
    const reading = rateLimit.spend({ clientId: app.clientId, workspaceId: workspace.id })
    reply.headers({
      'x-ratelimit-limit': reading.limit,
      'x-ratelimit-remaining': reading.remaining,
      'x-ratelimit-reset': reading.resetAtSeconds,
    })
    if (!reading.exceeded) return
    const message = `Exceeded rate limit of ${reading.limit} in 10_seconds`
    return sendError(reply, 429, { code: 'rate_limit_exceeded', message })
  }

  const requireAccept: preHandlerAsyncHookHandler = async (request, reply) => {
    if (request.headers.accept !== undefined || switches().missingAccept === 'served') return
    return sendError(reply, 406, { code: 'client_error', message: 'The Accept header is missing' })
  }

  const requireVersion: preHandlerAsyncHookHandler = async (request, reply) => {
    if (versionOf(request) !== undefined) return
    const message = 'The requested version could not be found'
    return sendError(reply, 400, { code: 'intercom_version_invalid', message })
  }

  /** The resource must be there in the version asked for. */
  const requireSince =
    (first: ApiVersion): preHandlerAsyncHookHandler =>
    async (request, reply) => {
      if (apiVersions.indexOf(versionIn(request)) >= apiVersions.indexOf(first)) return
      const message = 'Requested resource is not available in current API version.'
      return sendError(reply, 400, { code: 'intercom_version_invalid', message })
    }

  const requirePermission =
    (name: PermissionName): preHandlerAsyncHookHandler =>
    async (request, reply) => {
      if (callerIn(request).app.permissions.some((permission) => permission.name === name)) return
      if (switches().missingPermissionAnswer === 401) return refuseToken(reply, notAuthorized)
      const message = `You do not have the required scope (${name}) to access this resource`
      return sendError(reply, 403, { code: 'forbidden', message })
    }

  return { requireToken, spendRateLimit, requireAccept, requireVersion, requirePermission, requireSince }
}

/** The version to answer in: the header's, else the one set on the app (Intercom, "API versioning"). */
export function versionOf(request: FastifyRequest): ApiVersion | undefined {
  const header = request.headers['intercom-version']
  const wanted = typeof header === 'string' ? header : callerIn(request).app.apiVersion
  return apiVersions.find((version) => version === wanted)
}

/** The version of a request that has passed `requireVersion`; the newest where a route does not look at it. */
export function versionIn(request: FastifyRequest): ApiVersion {
  return versionOf(request) ?? '2.16'
}

/** The caller of a request that has passed `requireToken`. */
export function callerIn(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('This route must list requireToken first')
  return request.caller
}

const accessTokenInvalid = { code: 'unauthorized', message: 'Access Token Invalid' }
const notAuthorized = { code: 'token_unauthorized', message: 'Not authorized to access resource' }
const regionMismatch = {
  code: 'region_mismatch',
  message: 'Your workspace is hosted in another region than the one you connected to',
}

function endedTokenError(record: TokenRecord, switches: Switches) {
  const unauthorized = record.status === 'uninstalled' && switches.errorAfterUninstall === 'unauthorized'
  return unauthorized ? accessTokenInvalid : { code: 'token_revoked', message: 'The token has been revoked' }
}

function refuseToken(reply: FastifyReply, error: { code: string; message: string }): FastifyReply {
  return sendError(reply.header('www-authenticate', 'Basic realm="intercom.io"'), 401, error)
}

function callerOf(directory: Directory, record: TokenRecord): Caller | undefined {
  const app = directory.app(record.clientId)
  const workspace = directory.workspace(record.workspaceId)
  const admin = directory.admin(record.workspaceId, record.adminId)
  return app && workspace && admin && { app, workspace, admin }
}
