import type { FastifyPluginAsync } from 'fastify'
import type { Grants } from '../grants.ts'
import type { HostName } from '../hosts.ts'
import type { Switches } from '../switches.ts'
import { adminAnswer } from './admin-answer.ts'
import { callerIn, versionOf } from './check-call.ts'
import type { CallChecks } from './check-call.ts'

interface Deps {
  host: HostName
  checks: CallChecks
  grants: Grants
  switches: () => Switches
}

/** What an app may do with a token. */
export function restRoutes({ host, checks, grants, switches }: Deps): FastifyPluginAsync {
  const { requireToken, spendRateLimit, requireAccept, requireVersion, requirePermission } = checks
  return async (app) => {
    app.get('/me', {
      config: { routeName: 'GET /me', host },
      preHandler: [
        requireToken,
        spendRateLimit,
        requireAccept,
        requireVersion,
        requirePermission('read_single_admin'),
      ],
      handler: async (request) =>
        adminAnswer(callerIn(request), { version: versionOf(request), switches: switches() }),
    })

    app.post('/auth/uninstall', {
      config: { routeName: 'POST /auth/uninstall', host },
      preHandler: [requireToken, spendRateLimit, requireAccept],
      handler: async (request, reply) => {
        const { app: client, workspace } = callerIn(request)
        grants.uninstall(workspace.id, client.clientId)
        grants.countUninstall()
        switch (switches().uninstallAnswer) {
          case 'emptyObject':
            return {}
          case 'emptyBody':
            return reply.code(200).send()
          case 'noContent':
            return reply.code(204).send()
        }
      },
    })
  }
}
