import { limits } from '@latchkey/shared/contract/plain'
import type { Ownership } from '#api/accounts/index.ts'
import { connectionsPart, checkSoon } from '#api/connections/index.ts'
import type { PresentSession } from '#api/sessions/index.ts'
import type { Authenticated } from './authenticate.ts'
import type { OAuthDeps } from './deps.ts'
import type { FlowRecord } from './flow-store.ts'
import { pendingSeal, savePending } from './pending-store.ts'

/** Keeps what a person is about to be asked, with the token sealed for this question. */
export async function ask(
  deps: OAuthDeps,
  {
    who,
    stateHash,
    flow,
    session,
    id,
  }: {
    /** The question's id, so that asking again writes the same question again. */
    id: string
    who: Authenticated
    stateHash: string
    flow: FlowRecord
    session: PresentSession | undefined
  },
): Promise<void> {
  await savePending(deps.store, {
    id,
    stateHash,
    browser: flow.browser,
    ...(session === undefined ? {} : { accountId: session.accountId, lineage: session.lineage }),
    ...(flow.connectionId === undefined ? {} : { connectionId: flow.connectionId }),
    joined: flow.accountId === undefined && session !== undefined,
    workspace: who.workspace,
    admin: who.admin,
    sealedToken: deps.keyRing.seal(pendingSeal(id), JSON.stringify(who.tokenSet)),
    exchangedAt: who.exchangedAt,
    returnTo: flow.returnTo,
    expiresAt: deps.clock.now() + limits.pendingSeconds * 1_000,
  })
}

/**
 * Has an identity's existing connection checked, after a new token of the same identity was not kept: whether a new
 * authorisation ends the token before it is not documented.
 */
export async function checkExisting(
  deps: OAuthDeps,
  { owner, who }: { owner: Ownership; who: Pick<Authenticated, 'workspace' | 'admin'> },
): Promise<void> {
  if (owner.kind === 'free') return
  const accountId = owner.account.id
  const [connections = []] = await deps.store.readTogether([connectionsPart(accountId)])
  const existing = connections.find(
    ({ workspace, admin, status }) =>
      status !== 'disconnected' && workspace.id === who.workspace.id && admin.id === who.admin.id,
  )
  if (existing !== undefined) await checkSoon(deps, { accountId, connectionId: existing.id })
}
