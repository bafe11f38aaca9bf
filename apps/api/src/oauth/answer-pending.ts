import type { PendingChoice } from '@latchkey/shared/contract'
import { announce } from '#api/activity/index.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { newId, newSecret } from '#api/platform/random.ts'
import { endLineage, type NewSession } from '#api/sessions/index.ts'
import { TokenSet } from '#api/tokens/index.ts'
import type { Arrival, Target } from './account-slot.ts'
import { checkExisting } from './ask.ts'
import type { Authenticated } from './authenticate.ts'
import type { OAuthDeps } from './deps.ts'
import { detachIdentity } from './detach-identity.ts'
import { takePending, type PendingRecord } from './pending-store.ts'
import { persist } from './persist.ts'
import type { Question } from './question.ts'
import { storeConnection } from './store-connection.ts'

/** How an answered question ended; `session` is what the browser gets when it was stored. */
export type Answered = { kind: 'cancelled' } | { kind: 'stored'; connectionId: string; session: NewSession }

/**
 * Does what a person chose. Of any number of answers to one question, one takes effect.
 *
 * A token that is not kept is dropped, never uninstalled, and the identity's own connection is checked.
 *
 * @throws AppError `pending.choice_unavailable`, `pending.not_found`, `store.key_missing`, or why nothing was stored
 */
export async function answerPending(
  deps: OAuthDeps,
  { question, choice }: { question: Question; choice: PendingChoice },
): Promise<Answered> {
  const { record, here, owner, choices } = question
  if (!choices.includes(choice)) throw new AppError('pending.choice_unavailable')
  if (choice === 'cancel') {
    await take(deps, record)
    await checkExisting(deps, { owner, who: record })
    return { kind: 'cancelled' }
  }
  const who = openPending(deps, record)
  if (choice === 'link') {
    if (here.kind === 'anonymous') throw new AppError('pending.choice_unavailable')
    // Erased by the commit that stores the connection, so a failure leaves the question open.
    const target: Target = { kind: 'member', session: here.session }
    return await store(deps, { who, target, question: record })
  }
  await take(deps, record)
  const target = await elsewhere(deps, { choice, owner, record })
  const stored = await store(deps, { who, target })
  if (here.kind === 'member') await endLineage(deps, here.session)
  return stored
}

/** The account that a choice leads to, other than the one signed in to now. */
async function elsewhere(
  deps: OAuthDeps,
  {
    choice,
    owner,
    record,
  }: { choice: 'switch_account' | 'separate'; owner: Question['owner']; record: PendingRecord },
): Promise<Target> {
  if (owner.kind === 'free') return { kind: 'new_account' }
  if (choice === 'switch_account') return { kind: 'sign_in', accountId: owner.account.id }
  await detachIdentity(deps, owner.account.id, { workspaceId: record.workspace.id, adminId: record.admin.id })
  return { kind: 'new_account' }
}

async function take(deps: OAuthDeps, record: PendingRecord): Promise<void> {
  if ((await takePending(deps.store, record)) === undefined) throw new AppError('pending.not_found')
}

async function store(deps: OAuthDeps, arrival: Arrival): Promise<Extract<Answered, { kind: 'stored' }>> {
  const fixed = { ...arrival, attempt: newId(deps.random), secret: newSecret(deps.random) }
  const stored = await persist(deps, () => storeConnection(deps, fixed))
  if (stored.kind === 'refused') throw new AppError(stored.code)
  await announce(deps.store, stored.accountId)
  return { kind: 'stored', connectionId: stored.connectionId, session: stored.session }
}

function openPending({ keyRing }: OAuthDeps, record: PendingRecord): Authenticated {
  const opened = keyRing.open({ kind: 'pending', subject: record.id, generation: 0 }, record.sealedToken)
  if (opened.kind !== 'opened') throw new AppError('store.key_missing')
  const tokenSet = TokenSet.parse(JSON.parse(opened.text))
  return { workspace: record.workspace, admin: record.admin, tokenSet, exchangedAt: record.exchangedAt }
}
