import formBody from '@fastify/formbody'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Directory } from '../directory.ts'
import type { Grants } from '../grants.ts'
import { servesRegion } from '../hosts.ts'
import type { HostName } from '../hosts.ts'
import { sendPage } from '../pages/send-page.ts'
import type { SeedWorkspace } from '../seed.ts'
import type { Switches } from '../switches.ts'
import { adminField, consentPage, consentProblemPage } from './consent-page.ts'
import { callbackUrl, readConsentRequest } from './consent-request.ts'
import type { ConsentRequest } from './consent-request.ts'

interface Deps {
  host: HostName
  directory: Directory
  grants: Grants
  switches: () => Switches
}

const Answer = z.looseObject({
  decision: z.enum(['authorize', 'cancel']),
  workspace: z.string().optional(),
})

/** The page on which a person lets an app in, and what the person answers. */
export function consentRoutes({ host, directory, grants, switches }: Deps): FastifyPluginAsync {
  const offered = () => workspacesOffered(directory, host, switches())

  return async (app) => {
    await app.register(formBody)

    app.get('/oauth', { config: { routeName: 'GET /oauth', host } }, (request, reply) => {
      const read = readConsentRequest(request.query, directory)
      return read.ok ? sendConsent(reply, read.request, offered()) : sendProblem(reply, read.problem)
    })

    app.post('/oauth', { config: { routeName: 'POST /oauth', host } }, (request, reply) => {
      const read = readConsentRequest(request.query, directory)
      if (!read.ok) return sendProblem(reply, read.problem)
      if (isFromElsewhere(request)) {
        return sendProblem(reply.code(403), 'The answer did not come from this page.')
      }
      const answer = Answer.safeParse(request.body)
      if (!answer.success) return sendConsent(reply.code(400), read.request, offered(), chooseAgain)
      if (answer.data.decision === 'cancel') return reply.redirect(deniedUrl(read.request, switches()), 302)

      const workspace = offered().find((candidate) => candidate.id === answer.data.workspace)
      const adminId = workspace && answer.data[adminField(workspace.id)]
      const admin =
        workspace && typeof adminId === 'string' ? directory.admin(workspace.id, adminId) : undefined
      if (!workspace || !admin) return sendConsent(reply.code(400), read.request, offered(), chooseAgain)

      const { clientId } = read.request.app
      const code = grants.issueCode({ clientId, workspaceId: workspace.id, adminId: admin.id })
      return reply.redirect(callbackUrl(read.request, { code }), 302)
    })
  }
}

const chooseAgain = 'Choose a workspace and who you are in it, then Authorize or Cancel.'

function sendConsent(
  reply: FastifyReply,
  request: ConsentRequest,
  workspaces: readonly SeedWorkspace[],
  problem?: string,
): FastifyReply {
  const title = `Connect ${request.app.name}`
  return sendPage(reply, { title, body: consentPage(request, workspaces, problem) })
}

function sendProblem(reply: FastifyReply, problem: string): FastifyReply {
  if (reply.statusCode === 200) reply.code(400)
  return sendPage(reply, { title: 'This app cannot be connected', body: consentProblemPage(problem) })
}

/** Another site must not answer for the person. Programs that are no browsers send no such header. */
function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function workspacesOffered(directory: Directory, host: HostName, switches: Switches): SeedWorkspace[] {
  const everyRegion = host === 'routing' && switches.authoriseHosts === 'routingOffersAll'
  const region = host === 'routing' ? 'us' : host
  return directory.workspaces.filter((workspace) => everyRegion || servesRegion(region, workspace.region))
}

function deniedUrl(request: ConsentRequest, switches: Switches): string {
  switch (switches.denyParameters) {
    case 'error':
      return callbackUrl(request, { error: 'access_denied' })
    case 'errorAndDescription': {
      const description = 'The person did not authorize the app'
      return callbackUrl(request, { error: 'access_denied', error_description: description })
    }
    case 'stateOnly':
      return callbackUrl(request, {})
    case 'nothing':
      return request.redirectUri
  }
}
