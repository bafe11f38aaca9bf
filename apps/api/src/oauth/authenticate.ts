import type { Admin, ErrorCode, Region, Workspace } from '@latchkey/shared/contract'
import {
  createIntercomClient,
  exchangeCode,
  IntercomError,
  type ValidatedCallback,
} from '@latchkey/shared/intercom'
import { adminOf, workspaceOf } from '#api/connections/index.ts'
import { codeOfIntercomError } from '#api/platform/errors/index.ts'
import type { TokenSet } from '#api/tokens/index.ts'
import type { OAuthDeps } from './deps.ts'

/** Who authorised, proven by a token that reads `/me`. */
export interface Authenticated {
  workspace: Workspace
  admin: Admin
  tokenSet: TokenSet
  /** When the exchange began; of two tokens for one connection the later exchange wins. */
  exchangedAt: number
}

/**
 * Exchange and `/me` together take no longer, in milliseconds, so that the whole callback ends within the time for which
 * the same callback again waits for its result.
 */
const togetherMs = 5_500

/**
 * Exchanges the code and asks whose token it is. Each is tried once; a token that cannot read `/me` is dropped.
 *
 * A dropped token is forgotten here and never uninstalled: that would end the access of everyone in the workspace.
 */
export async function authenticate(
  { app, intercom, clock }: Pick<OAuthDeps, 'app' | 'intercom' | 'clock'>,
  {
    callback,
    region,
    proof,
  }: { callback: ValidatedCallback; region: Region; proof: { codeVerifier?: string } },
): Promise<
  { kind: 'authenticated'; who: Authenticated } | { kind: 'refused'; code: ErrorCode; cause?: IntercomError }
> {
  const exchangedAt = clock.now()
  const limits = { now: () => clock.now(), signal: AbortSignal.timeout(togetherMs) }
  let tokenSet: TokenSet
  try {
    tokenSet = await exchangeCode(app, callback, { region, ...limits, ...proof })
  } catch (error) {
    if (!(error instanceof IntercomError)) throw error
    return { kind: 'refused', code: codeOfIntercomError(error), cause: error }
  }
  try {
    const { accessToken } = tokenSet
    const me = await createIntercomClient({ accessToken, region, ...intercom, now: limits.now }).me({
      signal: limits.signal,
      maxRetries: 0,
      timeoutMs: 5_000,
    })
    const workspace = workspaceOf(me)
    if (workspace === undefined) return { kind: 'refused', code: 'oauth.identity_unreadable' }
    return { kind: 'authenticated', who: { workspace, admin: adminOf(me), tokenSet, exchangedAt } }
  } catch (error) {
    if (!(error instanceof IntercomError)) throw error
    return { kind: 'refused', code: codeOfMe(error), cause: error }
  }
}

/** A token that may not read `/me` is no connection: nobody could say whose it is. */
function codeOfMe(error: IntercomError): ErrorCode {
  const isRefused = error.code === 'intercom.unauthorized' || error.code === 'intercom.forbidden'
  return isRefused ? 'oauth.identity_unreadable' : codeOfIntercomError(error)
}
