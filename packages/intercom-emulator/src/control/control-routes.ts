import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import { sendPage } from '../pages/send-page.ts'
import { switchCatalogue } from '../switches.ts'
import type { Switches } from '../switches.ts'
import { ControlError } from './control-error.ts'
import type { Control } from './control.ts'
import { controlPage } from './control-page.ts'
import { faultRoutes } from './fault-routes.ts'
import { guardControl } from './guard-control.ts'
import { noticeRoutes } from './notice-routes.ts'
import { parseInput } from './parse-input.ts'
import { requestStream } from './request-stream.ts'

const Reset = z.strictObject({
  only: z
    .enum(['grants', 'data', 'faults', 'switches', 'requests', 'rateLimits', 'notices', 'clock'])
    .optional(),
})
const TokenWanted = z.strictObject({
  workspaceId: z.string(),
  adminId: z.string(),
  clientId: z.string().optional(),
})
const TokensToRevoke = z.union([
  z.strictObject({ tokenId: z.string() }),
  z.strictObject({ token: z.string() }),
  z.strictObject({
    workspaceId: z.string(),
    adminId: z.string().exactOptional(),
    clientId: z.string().exactOptional(),
  }),
])
const WorkspaceParams = z.object({ workspaceId: z.string() })
const Uninstall = z.strictObject({ clientId: z.string().optional() })
const ClockMove = z.union([z.strictObject({ setMs: z.number() }), z.strictObject({ advanceMs: z.number() })])
const callsPerMinute = z.int().min(1).max(1_000_000_000).exactOptional()
const RateLimitChanges = z.strictObject({ appPerMinute: callsPerMinute, workspacePerMinute: callsPerMinute })

/** The control API and its page, under `/_emulator`. */
export function controlRoutes(control: Control): FastifyPluginAsync {
  return async (app) => {
    guardControl(app)
    app.setErrorHandler((error, _request, reply) => sendControlError(reply, error))

    app.get('/', (_request, reply) =>
      sendPage(reply, {
        title: 'Control',
        body: controlPage(control.state()),
        script: 'control-page.js',
        styleSheets: ['frame.css', 'controls.css', 'sections.css', 'narrow.css'],
      }),
    )
    app.get('/state', async () => ({ ...control.state(), switchCatalogue }))
    app.get('/requests', async () => control.requests())
    await app.register(requestStream(control))
    await app.register(faultRoutes(control))
    await app.register(noticeRoutes(control))
    app.post('/reset', async (request) => {
      control.reset(parseInput(Reset, request.body ?? {}).only)
      return { reset: true }
    })
    app.post('/tokens', async (request, reply) =>
      reply.code(201).send(control.issueToken(parseInput(TokenWanted, request.body))),
    )
    app.post('/tokens/revoke', async (request) => ({
      revoked: control.revokeTokens(parseInput(TokensToRevoke, request.body)),
    }))
    app.post('/workspaces/:workspaceId/uninstall', async (request) => {
      const { workspaceId } = parseInput(WorkspaceParams, request.params)
      return {
        uninstalled: control.uninstallWorkspace(workspaceId, parseInput(Uninstall, request.body ?? {})),
      }
    })
    app.post('/clock', async (request) => ({ nowMs: control.moveClock(parseInput(ClockMove, request.body)) }))
    app.post('/rate-limits', async (request) =>
      control.setRateLimits(parseInput(RateLimitChanges, request.body)),
    )
    app.post('/switches', async (request) =>
      // Checked by the function itself.
      control.setSwitches(request.body as Partial<Switches>),
    )
  }
}

function sendControlError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof ControlError) {
    return reply.code(error.statusCode).send({ code: error.code, message: error.message })
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  if (status === 415) {
    return reply.code(415).send({ code: 'request.not_json', message: 'Send JSON as application/json.' })
  }
  if (typeof status === 'number' && status < 500) {
    return reply.code(status).send({ code: 'request.invalid', message: 'The request cannot be read.' })
  }
  return reply
    .code(500)
    .send({ code: 'emulator.failed', message: 'The emulator failed: this is a defect of it.' })
}
