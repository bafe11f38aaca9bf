import type { PendingChoice } from '@latchkey/shared/contract'
import { AppError } from '#api/platform/errors/index.ts'
import { persist, StoreUnavailable } from '#api/platform/redis/index.ts'
import { endLineage, type NewSession } from '#api/sessions/index.ts'
import { TokenSet } from '#api/tokens/index.ts'
import type { Target } from './account-slot.ts'
import { checkExisting } from './ask.ts'
import { newAttempt, type Attempt } from './attempt.ts'
import type { Authenticated } from './authenticate.ts'
import type { OAuthDeps } from './deps.ts'
import { detachIdentity } from './detach-identity.ts'
import {
  claimAnswer,
  closePending,
  pendingPart,
  pendingSeal,
  releaseAnswer,
  type PendingRecord,
} from './pending-store.ts'
import type { Question } from './question.ts'
import { storeConnection } from './store-connection.ts'

/** How an answered question ended; `session` is what the browser gets when it was stored. */
export type Answered = { kind: 'cancelled' } | { kind: 'stored'; connectionId: string; session: NewSession }

interface Answering {
  readonly question: Question
  readonly choice: PendingChoice
  /** What the browser says it is, in our own words. */
  readonly userAgent: string | undefined
  readonly attempt: Attempt
}

/**
 * Does what a person chose. Of any number of answers to one question, one takes effect; one that fails leaves the
 * question open, and one whose process stopped does so a minute later.
 *
 * A token that is not kept is dropped, never uninstalled, and the identity's own connection is checked.
 *
 * @throws AppError `pending.choice_unavailable`, `pending.not_found`, `store.key_missing`, or why nothing was stored
 */
export async function answerPending(
  deps: OAuthDeps,
  { question, choice, userAgent }: Omit<Answering, 'attempt'>,
): Promise<Answered> {
  if (!question.choices.includes(choice)) throw new AppError('pending.choice_unavailable')
  const { record } = question
  const answering = { question, choice, userAgent, attempt: newAttempt(deps.random) }
  if (!(await persist(deps, () => claimAnswer(deps.store, record, answering.attempt.id)))) {
    throw new AppError('pending.not_found')
  }
  try {
    // Read again under the claim: another answer may have taken effect since the question was found.
    if (!(await persist(deps, () => isOpen(deps, record)))) throw new AppError('pending.not_found')
    const answered = await persist(deps, () => act(deps, answering))
    // What took effect stays so; a question that cannot be closed now closes by itself.
    await quietly(persist(deps, () => closePending(deps.store, record)))
    return answered
  } catch (error) {
    await quietly(releaseAnswer(deps.store, record, answering.attempt.id))
    throw error
  }
}

async function isOpen({ store }: OAuthDeps, { id, accountId }: PendingRecord): Promise<boolean> {
  const [record] = await store.readTogether([pendingPart(id, accountId)])
  return record !== undefined
}

/** The whole of an answer; done again with the same attempt, it comes to the same. */
async function act(deps: OAuthDeps, { question, choice, userAgent, attempt }: Answering): Promise<Answered> {
  const { record, here, owner } = question
  if (choice === 'cancel') {
    await closePending(deps.store, record)
    await checkExisting(deps, { owner, who: record })
    return { kind: 'cancelled' }
  }
  const who = openPending(deps, record)
  const target = await targetOf(deps, { question, choice })
  const stored = await storeConnection(deps, {
    who,
    target,
    attempt,
    userAgent,
    question: target.kind === 'member' ? record : undefined,
  })
  if (stored.kind === 'refused') {
    await checkExisting(deps, { owner, who })
    throw new AppError(stored.code)
  }
  // The browser has left the account it came from; what cannot be ended now ends by itself, unused.
  if (target.kind !== 'member' && here.kind === 'member') await quietly(endLineage(deps, here.session))
  return { kind: 'stored', connectionId: stored.connectionId, session: stored.session }
}

/** Where a choice leads: the account signed in to, the identity's own, or a new one. */
async function targetOf(
  deps: OAuthDeps,
  { question, choice }: { question: Question; choice: Exclude<PendingChoice, 'cancel'> },
): Promise<Target> {
  const { record, here, owner } = question
  if (choice === 'link') {
    if (here.kind === 'anonymous') throw new AppError('pending.choice_unavailable')
    return { kind: 'member', session: here.session }
  }
  if (owner.kind === 'free') return { kind: 'new_account' }
  if (choice === 'switch_account') return { kind: 'sign_in', accountId: owner.account.id }
  const identity = { workspaceId: record.workspace.id, adminId: record.admin.id }
  await detachIdentity(deps, owner.account.id, identity)
  await deps.afterStep('detach')
  return { kind: 'new_account' }
}

async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof AppError)) throw error
  }
}

function openPending({ keyRing }: OAuthDeps, record: PendingRecord): Authenticated {
  const opened = keyRing.open(pendingSeal(record.id), record.sealedToken)
  if (opened.kind !== 'opened') throw new AppError('store.key_missing')
  const tokenSet = TokenSet.parse(JSON.parse(opened.text))
  return { workspace: record.workspace, admin: record.admin, tokenSet, exchangedAt: record.exchangedAt }
}
