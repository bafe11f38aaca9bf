import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contract, type Account, type Session } from '@latchkey/shared/contract'
import { connectionsPart, toConnection } from '#api/connections/index.ts'
import { contractRoute } from '#api/platform/openapi/index.ts'
import type { Sessions } from '#api/sessions/index.ts'
import { accountPart, type AccountRecord } from './account-store.ts'

/** Who this browser is. */
export const accountsRoutes =
  ({ sessions }: { sessions: Sessions }): FastifyPluginAsyncZod =>
  async (app) => {
    app.route({
      ...contractRoute(contract.getSession),
      handler: async (request): Promise<Session> => {
        const visitor = await sessions.read(
          request,
          (accountId) => [accountPart(accountId), connectionsPart(accountId)] as const,
        )
        if (visitor.kind === 'anonymous') return { status: 'anonymous' }
        const [account, connections = []] = visitor.values
        if (account === undefined) return { status: 'anonymous' }
        const live = connections.filter(({ status }) => status !== 'disconnected')
        return { status: 'connected', account: toAccount(account), connections: live.map(toConnection) }
      },
    })
  }

/** An account as the contract shows it; its name is what Intercom calls the admin that made it. */
export function toAccount(record: AccountRecord): Account {
  return {
    id: record.id,
    name: accountName(record),
    identities: record.identities.map(({ workspaceId, adminId, email, emailVerified, signsIn }) => ({
      workspaceId,
      adminId,
      email,
      emailVerified,
      signsIn,
    })),
  }
}

/** What to call an account: the first name known among its identities. */
export function accountName({ identities }: AccountRecord): string {
  return identities.find(({ adminName }) => adminName !== '')?.adminName ?? identities[0]?.email ?? ''
}
