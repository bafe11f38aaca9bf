import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import { contract } from '@latchkey/shared/contract'
import { connectionsPart } from '#api/connections/index.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { securityEvent } from '#api/platform/logging/index.ts'
import { contractRoute } from '#api/platform/openapi/index.ts'
import { answerPending } from './answer-pending.ts'
import { isPageNavigation } from './callback-gate.ts'
import { connectPage } from './connect-page.ts'
import type { OAuthDeps } from './deps.ts'
import { finishConnect } from './finish-connect.ts'
import type { Finished } from './finished.ts'
import { setFlowCookie, settleFlowCookie } from './flow-cookie.ts'
import { findQuestion, toPending } from './question.ts'
import { startConnect } from './start-connect.ts'

/** Connecting a workspace: from the click to Intercom, back, and the question that may follow. */
export const oauthRoutes =
  (deps: OAuthDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { sessions, cookies } = deps

    app.route({
      ...contractRoute(contract.startConnect),
      handler: async (request, reply) => {
        const visitor = await sessions.read(request, (accountId) => [connectionsPart(accountId)] as const)
        const starter =
          visitor.kind === 'anonymous'
            ? undefined
            : { session: visitor.session, connections: visitor.values[0] ?? [] }
        const flow = await startConnect(deps, { input: request.body, starter })
        setFlowCookie({ request, reply, cookies }, flow)
        if (request.headers['content-type']?.startsWith('application/json') === true) {
          const expiresAt = new Date(flow.expiresAt).toISOString()
          return reply.code(201).send({ authorizeUrl: flow.authorizeUrl, expiresAt })
        }
        reply.type('text/html; charset=utf-8').header('refresh', `0;url=${flow.authorizeUrl}`)
        return reply.code(200).send(connectPage(flow.authorizeUrl))
      },
    })

    app.route({
      ...contractRoute(contract.finishConnect),
      handler: async (request, reply) => {
        if (!isPageNavigation(request)) {
          throw new AppError('oauth.response_invalid', 'A callback that no person navigated to')
        }
        const { location, session, flow, refused } = await finishConnect(deps, request)
        if (refused !== undefined) logRefusal(request, refused)
        if (session !== undefined) sessions.setCookie(reply, session)
        if (flow !== undefined) settleFlowCookie({ request, reply, cookies }, flow)
        return reply.redirect(location, 303)
      },
    })

    app.route({
      ...contractRoute(contract.getPending),
      handler: async (request) => toPending(await findQuestion(deps, request, request.params.pendingId)),
    })

    app.route({
      ...contractRoute(contract.answerPending),
      handler: async (request, reply) => {
        const question = await findQuestion(deps, request, request.params.pendingId)
        const answered = await answerPending(deps, {
          question,
          choice: request.body.choice,
          userAgent: sessions.userAgentOf(request),
        })
        const { stateHash, returnTo } = question.record
        settleFlowCookie({ request, reply, cookies }, { stateHash, cookie: 'finish' })
        if (answered.kind === 'cancelled') return { returnTo }
        sessions.setCookie(reply, answered.session)
        return { connectionId: answered.connectionId, returnTo }
      },
    })
  }

/** Leaves what explains a refusal in the log under the request id that the person is shown. */
function logRefusal(request: FastifyRequest, { code, cause }: NonNullable<Finished['refused']>): void {
  request.problemCode = code
  if (code === 'internal.unexpected') request.log.error({ err: cause }, 'unexpected error')
  else if (cause !== undefined) request.log.warn({ err: cause }, 'a callback came to nothing')
  // A well-meaning browser that has its own cookies rarely gets one of these.
  const isSuspicious = code.startsWith('oauth.') && code !== 'oauth.denied' && code !== 'oauth.interrupted'
  if (isSuspicious) securityEvent(request, code)
}
