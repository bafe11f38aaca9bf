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
import { readChallenge } from './pkce.ts'

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
      if (!read.ok) return sendProblem(reply, read.problem)
      const challenge = readChallenge(request.query, switches().pkce)
      if (!challenge.ok) return reply.redirect(invalidUrl(read.request, challenge.problem, switches()), 302)
      return sendConsent(reply, read.request, offered())
    })

    app.post('/oauth', { config: { routeName: 'POST /oauth', host } }, (request, reply) => {
      const read = readConsentRequest(request.query, directory)
      if (!read.ok) return sendProblem(reply, read.problem)
      if (isFromElsewhere(request)) {
        return sendProblem(reply.code(403), 'The answer did not come from this page.')
      }
      const challenge = readChallenge(request.query, switches().pkce)
      if (!challenge.ok) return reply.redirect(invalidUrl(read.request, challenge.problem, switches()), 302)
      const answer = Answer.safeParse(request.body)
      if (!answer.success) return sendConsent(reply.code(400), read.request, offered(), chooseAgain)
      if (answer.data.decision === 'cancel') return reply.redirect(deniedUrl(read.request, switches()), 302)

      const workspace = offered().find((candidate) => candidate.id === answer.data.workspace)
      const adminId = workspace && answer.data[adminField(workspace.id)]
      const admin =
        workspace && typeof adminId === 'string' ? directory.admin(workspace.id, adminId) : undefined
      if (!workspace || !admin) return sendConsent(reply.code(400), read.request, offered(), chooseAgain)

      const { clientId } = read.request.app
      const { codeChallenge } = challenge
      const code = grants.issueCode({
        clientId,
        workspaceId: workspace.id,
        adminId: admin.id,
        ...(codeChallenge !== undefined && { codeChallenge }),
      })
      return reply.redirect(callbackUrl(read.request, { code, ...issuerField(switches()) }), 302)
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
  const issuer = issuerField(switches)
  switch (switches.denyParameters) {
    case 'error':
      return callbackUrl(request, { error: 'access_denied', ...issuer })
    case 'errorAndDescription': {
      const description = 'The person did not authorize the app'
      return callbackUrl(request, { error: 'access_denied', error_description: description, ...issuer })
    }
    case 'stateOnly':
      return callbackUrl(request, issuer)
    case 'nothing':
      return request.redirectUri
  }
}

/** Where a request leads that names a good address but cannot be granted as it is (RFC 6749 §4.1.2.1). */
function invalidUrl(request: ConsentRequest, problem: string, switches: Switches): string {
  const error = { error: 'invalid_request', error_description: problem }
  return callbackUrl(request, { ...error, ...issuerField(switches) })
}

/** Who an answer says it is from: the one that the emulator stands in for, or somebody else. */
function issuerField({ issuer }: Switches): Record<string, string> {
  if (issuer === 'absent') return {}
  return { iss: issuer === 'sent' ? 'https://app.intercom.com' : 'https://foreign.example' }
}
