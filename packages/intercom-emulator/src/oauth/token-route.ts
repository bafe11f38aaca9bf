import formBody from '@fastify/formbody'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { Directory } from '../directory.ts'
import type { Grants, IssuedCode } from '../grants.ts'
import { servesRegion } from '../hosts.ts'
import type { HostName } from '../hosts.ts'
import { sendError } from '../rest/answer-errors.ts'
import { equalSecrets } from '../secret-values.ts'
import type { Switches } from '../switches.ts'
import { provesFlow } from './pkce.ts'

interface Deps {
  host: HostName
  directory: Directory
  grants: Grants
  switches: () => Switches
}

/** A repeated form field arrives as a list and is refused. `grant_type` and the like are let through unread. */
const Exchange = z.looseObject({
  code: z.string().min(1),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  code_verifier: z.unknown().optional(),
})

/** Exchanges a code for a token; takes a form or JSON (Intercom, "Setting up OAuth"). */
export function tokenRoute({ host, directory, grants, switches }: Deps): FastifyPluginAsync {
  const mayRedeemHere = ({ workspaceId }: IssuedCode) => {
    const region = directory.workspace(workspaceId)?.region
    return switches().codeRegions === 'any' || (region !== undefined && servesRegion(host, region))
  }

  return async (app) => {
    await app.register(formBody)

    app.post(
      '/auth/eagle/token',
      { config: { routeName: 'POST /auth/eagle/token', host } },
      (request, reply) => {
        const exchange = Exchange.safeParse(request.body)
        if (!exchange.success) {
          const field = String(exchange.error.issues[0]?.path[0] ?? 'code')
          return sendError(reply, 400, { code: 'parameter_not_found', message: `${field} is missing` })
        }
        const { code, client_id: clientId, client_secret: clientSecret } = exchange.data
        const codeVerifier = exchange.data.code_verifier
        const { pkce } = switches()
        if (pkce === 'refused' && codeVerifier !== undefined) {
          const message = 'code_verifier is not supported'
          return sendError(reply, 400, { code: 'parameter_invalid', message })
        }
        const client = directory.app(clientId)
        // An unknown client costs the same comparison, so that time does not tell which ids exist.
        const secretIsRight = equalSecrets(clientSecret, client?.clientSecret ?? '')
        if (client === undefined || !secretIsRight) {
          return sendError(reply, switches().refusedClientStatus, {
            code: 'unauthorized',
            message: 'Unauthorized Client',
          })
        }
        const answer = grants.redeemCode(
          code,
          clientId,
          (issued) =>
            mayRedeemHere(issued) && provesFlow(pkce, { codeChallenge: issued.codeChallenge, codeVerifier }),
        )
        if (answer.kind !== 'good') {
          return sendError(reply, refusedCodeStatus(answer.kind, switches()), {
            code: 'unauthorized',
            message: 'Unauthorized Code',
          })
        }
        const { token } = grants.issueToken(answer.holder, {
          endsEarlier: switches().reauthorisingRevokesPrevious,
        })
        return tokenAnswer(token, switches())
      },
    )
  }
}

function refusedCodeStatus(kind: 'unknown' | 'used' | 'expired', switches: Switches): number {
  if (kind === 'used') return switches.reusedCodeStatus
  return kind === 'expired' ? switches.expiredCodeStatus : 401
}

function tokenAnswer(token: string, switches: Switches): Record<string, string> {
  return {
    token_type: 'Bearer',
    ...(switches.tokenAnswer !== 'accessTokenOnly' && { token }),
    ...(switches.tokenAnswer !== 'tokenOnly' && { access_token: token }),
  }
}
