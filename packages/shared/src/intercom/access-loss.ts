import { IntercomError } from './intercom-error.ts'

/** Why Intercom refuses a token, as far as its answer tells. */
export type AccessLossReason = 'revoked' | 'suspended' | 'permission' | 'refused'

const REASON_BY_INTERCOM_CODE: ReadonlyMap<string, AccessLossReason> = new Map([
  ['token_revoked', 'revoked'],
  // Also what a closed workspace answers.
  ['token_suspended', 'suspended'],
  ['token_blocked', 'suspended'],
  ['token_unauthorized', 'permission'],
])

/**
 * The reason when an error is evidence that the token no longer gives access, else `undefined`.
 *
 * Every 401 counts, whatever code comes with it: which one follows an uninstall is not documented. A 403 does
 * not: it speaks about one permission or the workspace's plan.
 */
export function accessLossReason(error: unknown): AccessLossReason | undefined {
  if (!(error instanceof IntercomError) || error.code !== 'intercom.unauthorized') return undefined
  return REASON_BY_INTERCOM_CODE.get(error.intercomCode ?? '') ?? 'refused'
}

/**
 * True when an error is evidence that the token no longer gives access. Evidence, not proof: a 401 from any
 * call but `me` may mean a missing permission, so ask `me` with the same token before changing anything.
 */
export function isAccessLost(error: unknown): boolean {
  return accessLossReason(error) !== undefined
}
