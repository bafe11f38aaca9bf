import type { FastifyRequest } from 'fastify'
import { accountPart, type AccountRecord } from '#api/accounts/index.ts'
import { connectionsPart, type ConnectionRecord } from '#api/connections/index.ts'
import type { PresentSession } from '#api/sessions/index.ts'
import type { OAuthDeps } from './deps.ts'

/** Who this browser is, with what its account holds. */
export type Here =
  | { kind: 'anonymous' }
  | {
      kind: 'member'
      session: PresentSession
      account: AccountRecord
      connections: readonly ConnectionRecord[]
    }

/** Reads who this browser is, in one round trip that changes nothing. */
export async function whoIsHere(
  { sessions }: Pick<OAuthDeps, 'sessions'>,
  request: FastifyRequest,
): Promise<Here> {
  const visitor = await sessions.peek(
    request,
    (accountId) => [accountPart(accountId), connectionsPart(accountId)] as const,
  )
  if (visitor.kind === 'anonymous') return visitor
  const [account, connections = []] = visitor.values
  return account === undefined
    ? { kind: 'anonymous' }
    : { kind: 'member', session: visitor.session, account, connections }
}

/**
 * Whether a flow may still end for whoever is here.
 *
 * One that started signed out may: the browser may have signed in meanwhile, in another tab. One that started in an
 * account ends only for that account and that lineage.
 */
export function mayFinish(
  flow: { accountId?: string | undefined; lineage?: string | undefined },
  here: Here,
): boolean {
  if (flow.accountId === undefined) return true
  return (
    here.kind === 'member' &&
    here.session.accountId === flow.accountId &&
    here.session.lineage === flow.lineage
  )
}
