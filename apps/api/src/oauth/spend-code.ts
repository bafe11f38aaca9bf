import type { ErrorCode } from '@latchkey/shared/contract'
import type { CallbackResult } from '@latchkey/shared/intercom'
import { newId } from '#api/platform/random.ts'
import { persist, StoreUnavailable } from '#api/platform/redis/index.ts'
import type { Target } from './account-slot.ts'
import { ask, checkExisting } from './ask.ts'
import { newAttempt, type Attempt } from './attempt.ts'
import { authenticate, type Authenticated } from './authenticate.ts'
import type { OAuthDeps } from './deps.ts'
import type { Finished } from './finished.ts'
import { noteClaim, saveResult, type Claim, type FlowRecord } from './flow-store.ts'
import { sealSession } from './issued-session.ts'
import { formatPendingLocation, formatResultLocation } from './result-location.ts'
import { situationOf } from './situation.ts'
import { storeConnection } from './store-connection.ts'
import type { Here } from './who-is-here.ts'

export interface ClaimedFlow {
  requestId: string
  /** What the browser says it is, in our own words. */
  userAgent: string | undefined
  stateHash: string
  flow: FlowRecord
  claim: Claim
  here: Here
  checked: Exclude<CallbackResult, { kind: 'invalid' }>
  /** That the code's flow is the one that began in this browser, for a provider that checks it. */
  proof: { codeVerifier?: string }
}

/**
 * Goes on from a claimed flow to its end, and keeps how it ended for the same callback again.
 *
 * Called by the claim's winner only, so a code is used once, whatever happens here.
 */
export async function spendCode(deps: OAuthDeps, claimed: ClaimedFlow): Promise<Finished> {
  const refuse = async (code: ErrorCode, cause?: unknown): Promise<Finished> => {
    const result = { connect_error: code, request_id: claimed.requestId }
    const location = formatResultLocation(deps, claimed.flow.returnTo, result)
    return await end(deps, claimed, { location, refused: { code, cause } })
  }
  try {
    if (claimed.checked.kind === 'denied') return await refuse('oauth.denied')
    const { callback } = claimed.checked
    const authenticated = await authenticate(deps, {
      callback,
      region: claimed.flow.region,
      proof: claimed.proof,
    })
    if (authenticated.kind === 'refused') return await refuse(authenticated.code, authenticated.cause)
    const attempt = newAttempt(deps.random, claimed.claim.attempt)
    const placing = { ...claimed, who: authenticated.who, refuse, attempt, pendingId: newId(deps.random) }
    return await persist(deps, () => place(deps, placing))
  } catch (error) {
    return await refuse(
      error instanceof StoreUnavailable ? 'store.unavailable' : 'internal.unexpected',
      error,
    )
  }
}

interface Placing extends ClaimedFlow {
  who: Authenticated
  attempt: Attempt
  pendingId: string
  refuse: (code: ErrorCode) => Promise<Finished>
}

/** Finds out where the connection belongs, and stores it there or asks. */
async function place(deps: OAuthDeps, placing: Placing): Promise<Finished> {
  const { who, here, flow, stateHash, claim, attempt, userAgent, pendingId } = placing
  const identity = { workspaceId: who.workspace.id, adminId: who.admin.id }
  const owner = await deps.identities.ownerOf(identity)
  const situation = situationOf({
    identity,
    owner,
    account: here.kind === 'member' ? here.account : undefined,
    expected: expectedIdentity(flow, here),
    joined: flow.accountId === undefined && here.kind === 'member',
  })
  if (situation.kind === 'ask') {
    const session = here.kind === 'member' ? here.session : undefined
    await ask(deps, { id: pendingId, who, stateHash, flow, session })
    await checkExisting(deps, { owner, who })
    return await end(deps, placing, { location: formatPendingLocation(deps, pendingId), cookie: 'renew' })
  }
  const stored = await storeConnection(deps, {
    who,
    target: targetOf(situation, here),
    attempt,
    userAgent,
    note: async ({ accountId, connectionId, session }) => {
      const note = { accountId, connectionId, session: sealSession(deps, accountId, session) }
      await noteClaim(deps.store, stateHash, { ...claim, note })
    },
  })
  if (stored.kind === 'refused') {
    await checkExisting(deps, { owner, who })
    return await placing.refuse(stored.code)
  }
  const { accountId, connectionId, session } = stored
  const location = formatResultLocation(deps, flow.returnTo, { connected: connectionId })
  return await end(deps, placing, {
    location,
    session,
    issued: sealSession(deps, accountId, session),
  })
}

function expectedIdentity(flow: FlowRecord, here: Here) {
  if (here.kind === 'anonymous') return undefined
  const connection = here.connections.find(({ id }) => id === flow.connectionId)
  return connection === undefined
    ? undefined
    : { workspaceId: connection.workspace.id, adminId: connection.admin.id }
}

function targetOf(
  situation: { kind: 'new_account' | 'renew' } | { kind: 'sign_in'; accountId: string },
  here: Here,
): Target {
  if (situation.kind === 'sign_in') return situation
  return here.kind === 'member' ? { kind: 'member', session: here.session } : { kind: 'new_account' }
}

interface Ending {
  location: string
  session?: Finished['session']
  issued?: ReturnType<typeof sealSession>
  refused?: Finished['refused']
  cookie?: 'finish' | 'renew'
}

/** Keeps the result and answers it. A result that cannot be kept costs only the answer to a repeated callback. */
async function end(deps: OAuthDeps, { stateHash }: ClaimedFlow, ending: Ending): Promise<Finished> {
  const { location, session, issued, refused, cookie = 'finish' } = ending
  const result = { location, ...(issued === undefined ? {} : { session: issued }) }
  try {
    await saveResult(deps.store, stateHash, result)
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
  }
  await deps.afterStep('result')
  return { location, session, flow: { stateHash, cookie }, ...(refused === undefined ? {} : { refused }) }
}
