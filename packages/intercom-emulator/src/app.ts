import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { addAnswerHead } from './answer-head.ts'
import { controlRoutes } from './control/control-routes.ts'
import type { Control, ControlDeps } from './control/control.ts'
import { applyFaults } from './faults/apply-faults.ts'
import { hosts } from './hosts.ts'
import { logAnswers, logRequests } from './log-requests.ts'
import { consentRoutes } from './oauth/consent-routes.ts'
import { tokenRoute } from './oauth/token-route.ts'
import { assetRoutes } from './pages/asset-routes.ts'
import { answerErrors, sendNotFound } from './rest/answer-errors.ts'
import { createCallChecks } from './rest/check-call.ts'
import { createOperations } from './rest/operations.ts'
import { restRoutes } from './rest/rest-routes.ts'
import { createUuids } from './secret-values.ts'
import type { RandomBytes } from './secret-values.ts'

const bodyBytesMax = 64 * 1024

/** Puts the emulator together: hooks first, in the order in which a request meets them, then the routes of each host. */
export async function buildApp(
  deps: ControlDeps & { control: Control; random: RandomBytes },
): Promise<FastifyInstance> {
  const { directory, grants, faults, log, clock, control, random } = deps
  const app = Fastify({
    bodyLimit: bodyBytesMax,
    exposeHeadRoutes: false,
    // A hanging answer must not keep close() from ending.
    forceCloseConnections: true,
    // Paths that no route can have, a percent sign alone in them for one.
    frameworkErrors: (_error, _request, reply) => {
      sendNotFound(reply)
    },
    genReqId: createUuids(random),
  })
  acceptEmptyJson(app)
  answerErrors(app)
  app.decorateRequest('caller', null)
  addAnswerHead(app, clock)
  logRequests(app, { log, clock })
  applyFaults(app, { faults, grants, clock, random })
  logAnswers(app, log)

  const switches = () => deps.switches.current
  const checks = createCallChecks({ directory, grants, rateLimit: deps.rateLimit, switches })
  const { data, searchScannedMax } = deps
  const operations = createOperations({ directory, grants, clock, data, switches, searchScannedMax })
  for (const { name: host, prefix } of hosts) {
    await app.register(consentRoutes({ host, directory, grants, switches }), { prefix })
    await app.register(tokenRoute({ host, directory, grants, switches }), { prefix })
    await app.register(restRoutes({ host, checks, operations }), { prefix })
  }
  await app.register(assetRoutes)
  await app.register(controlRoutes(control), { prefix: '/_emulator' })
  return app
}

/** JSON alone, and an empty body of that type too: so Intercom documents its uninstall call. */
function acceptEmptyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parseJson(request, body.toString(), done)
  })
}
