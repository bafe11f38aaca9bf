import type { FastifyRequest } from 'fastify'
import type { ErrorCode } from '@latchkey/shared/contract'
import { defaultReturnTo, limits } from '@latchkey/shared/contract/plain'
import { readCallback, validateCallback } from '@latchkey/shared/intercom'
import { digest } from '#api/platform/digest.ts'
import { newId } from '#api/platform/random.ts'
import { StoreUnavailable } from '#api/platform/redis/index.ts'
import { claim, type Claimed } from './claim.ts'
import type { OAuthDeps } from './deps.ts'
import type { Finished } from './finished.ts'
import { heldSecret } from './flow-cookie.ts'
import { exchangeProof } from './flow-proof.ts'
import { readFlow, type Result } from './flow-store.ts'
import { reopenSession } from './issued-session.ts'
import { formatResultLocation } from './result-location.ts'
import { spendCode } from './spend-code.ts'
import { mayFinish, whoIsHere, type Here } from './who-is-here.ts'

/**
 * Finishes a flow where Intercom sends the person back. The order is the guarantee:
 *
 * 1. the query is well formed; 2. its state names a flow that is young enough, of this browser, and of the account and
 * lineage that started it; 3. the flow is claimed; only then 4. the code is used, once; 5. the person is asked, or
 * 6. the connection is stored. Nothing before the claim changes Redis or a cookie.
 *
 * @see RFC 9700 §2.1, §4.7
 */
export async function finishConnect(deps: OAuthDeps, request: FastifyRequest): Promise<Finished> {
  const refuse = (code: ErrorCode, returnTo: string = defaultReturnTo, cause?: unknown): Finished => ({
    location: formatResultLocation(deps, returnTo, { connect_error: code, request_id: request.id }),
    refused: { code, cause },
  })
  try {
    const query = new URL(request.raw.url ?? '/', deps.webUrl).searchParams
    const reading = readCallback(query)
    if (reading.kind === 'invalid') {
      return refuse(reading.reason === 'state_missing' ? 'oauth.state_invalid' : 'oauth.response_invalid')
    }
    const stateHash = digest(reading.state)
    const { flow, claim: earlier } = await readFlow(deps.store, stateHash)
    if (flow === undefined) return refuse('oauth.state_invalid')
    // Age comes first, because the cookie has expired by then too; a flow that has ended is not too old to say how.
    const isTooOld = deps.clock.now() - flow.startedAt > limits.stateSeconds * 1_000
    if (isTooOld && earlier === undefined) return refuse('oauth.state_expired', flow.returnTo)
    const secret = heldSecret({ request, cookies: deps.cookies }, { stateHash, browser: flow.browser })
    if (secret === undefined) return refuse('oauth.state_invalid', flow.returnTo)
    // The state was found by its hash, so it is the flow's; what can still be wrong is the issuer.
    const { provider } = deps.app
    const checked = validateCallback({ query, expectedState: reading.state, provider })
    if (checked.kind === 'invalid') return refuse('oauth.response_invalid', flow.returnTo)

    const here: Here = earlier === undefined ? await whoIsHere(deps, request) : { kind: 'anonymous' }
    let isFirst = earlier === undefined
    if (isFirst && !mayFinish(flow, here)) {
      // The first callback may have claimed the flow and changed the session between the two reads.
      if ((await readFlow(deps.store, stateHash)).claim === undefined) {
        return refuse('oauth.session_changed', flow.returnTo)
      }
      isFirst = false
    }
    const codeHash = digest(reading.kind === 'code' ? reading.code : 'denied')
    const mine = { attempt: newId(deps.random), codeHash, at: deps.clock.now() }
    const claimed: Claimed = await claim(deps, { stateHash, flow, mine })
    switch (claimed.kind) {
      case 'refused':
        return refuse('oauth.state_invalid', flow.returnTo)
      case 'interrupted':
        return refuse('oauth.interrupted', flow.returnTo)
      case 'ended':
        return await answerAgain(deps, claimed.result)
      case 'won':
        // A claim that was there and is no more was lost with its Redis; nobody checked who is here for this one.
        if (!isFirst) return refuse('oauth.interrupted', flow.returnTo)
        return await spendCode(deps, {
          requestId: request.id,
          userAgent: deps.sessions.userAgentOf(request),
          stateHash,
          flow,
          claim: mine,
          here,
          checked,
          proof: exchangeProof(provider, secret),
        })
    }
  } catch (error) {
    // Whatever went wrong, the browser leaves the address that holds code and state.
    return refuse(
      error instanceof StoreUnavailable ? 'store.unavailable' : 'internal.unexpected',
      undefined,
      error,
    )
  }
}

/** The first result once more, for the same browser and the same code. */
async function answerAgain(deps: OAuthDeps, { location, session }: Result): Promise<Finished> {
  return { location, session: session === undefined ? undefined : await reopenSession(deps, session) }
}
