import type { FastifyRequest } from 'fastify'
import type { Pending, PendingChoice, PendingKind } from '@latchkey/shared/contract'
import { accountName, type Ownership } from '#api/accounts/index.ts'
import { AppError } from '#api/platform/errors/index.ts'
import type { OAuthDeps } from './deps.ts'
import { holdsFlow } from './flow-cookie.ts'
import { pendingPart, type PendingRecord } from './pending-store.ts'
import { situationOf } from './situation.ts'
import { whoIsHere, type Here } from './who-is-here.ts'

/** An open question, as things are now. */
export interface Question {
  readonly record: PendingRecord
  readonly here: Here
  readonly owner: Ownership
  readonly kind: PendingKind
  readonly choices: readonly PendingChoice[]
}

/**
 * Finds an open question of this browser. Its kind and its choices are decided anew each time, because the identity
 * may have changed hands since the question was kept.
 *
 * @throws AppError `pending.not_found`, alike for a question of another browser, an answered one and one that never was
 */
export async function findQuestion(
  deps: OAuthDeps,
  request: FastifyRequest,
  pendingId: string,
): Promise<Question> {
  const here = await whoIsHere(deps, request)
  const accountId = here.kind === 'member' ? here.session.accountId : undefined
  const [record] = await deps.store.readTogether([pendingPart(pendingId, accountId)])
  const lineage = here.kind === 'member' ? here.session.lineage : undefined
  if (record === undefined || record.lineage !== lineage || record.expiresAt <= deps.clock.now()) {
    throw new AppError('pending.not_found')
  }
  if (!holdsFlow({ request, cookies: deps.cookies }, record)) throw new AppError('pending.not_found')
  const identity = { workspaceId: record.workspace.id, adminId: record.admin.id }
  const owner = await deps.identities.ownerOf(identity)
  const expected = expectedConnection(here, record)
  const situation = situationOf({
    identity,
    owner,
    account: here.kind === 'member' ? here.account : undefined,
    expected: expected && { workspaceId: expected.workspace.id, adminId: expected.admin.id },
    joined: record.joined,
  })
  if (situation.kind === 'ask')
    return { record, here, owner, kind: situation.question, choices: situation.choices }
  const choices = [stillOpen[situation.kind], 'cancel'] as const
  return { record, here, owner, kind: 'new_identity', choices }
}

function expectedConnection(here: Here, { connectionId }: PendingRecord) {
  return here.kind === 'member' ? here.connections.find(({ id }) => id === connectionId) : undefined
}

/** What can be chosen when things changed so that no question would be asked now. */
const stillOpen = { renew: 'link', new_account: 'separate', sign_in: 'switch_account' } as const

/** A question as the contract shows it: the receiving account first. */
export function toPending({ record, here, kind, choices }: Question): Pending {
  const expected = expectedConnection(here, record)?.workspace
  return {
    kind,
    ...(here.kind === 'member' ? { receivingAccount: receiving(here.account) } : {}),
    ...(expected !== undefined && (kind === 'other_workspace' || kind === 'other_admin') ? { expected } : {}),
    workspace: record.workspace,
    admin: record.admin,
    choices: [...choices],
    returnTo: record.returnTo,
    expiresAt: new Date(record.expiresAt).toISOString(),
  }
}

function receiving(
  account: Extract<Here, { kind: 'member' }>['account'],
): NonNullable<Pending['receivingAccount']> {
  return {
    name: accountName(account),
    identities: account.identities.map((identity) => ({
      workspace: { id: identity.workspaceId, name: identity.workspaceName, region: identity.region },
      admin: {
        id: identity.adminId,
        name: identity.adminName,
        email: identity.email,
        emailVerified: identity.emailVerified,
      },
    })),
  }
}
