import { createHash, timingSafeEqual } from 'node:crypto'
import { skipStateCheck, validateAuthResponse } from 'oauth4webapi'
import { intercomProvider } from './provider.ts'
import type { OAuthProvider } from './provider.ts'

/** Longest code that is accepted, in characters. Intercom states no limit; its codes are far shorter. */
export const CODE_LENGTH_MAX = 2_048

const TOKEN_PARAMETERS = ['access_token', 'id_token', 'refresh_token', 'token']

/** Why a callback is refused. */
export type CallbackFault =
  | 'state_missing'
  | 'state_mismatch'
  | 'parameter_repeated'
  | 'token_in_url'
  | 'code_and_error'
  | 'neither_code_nor_error'
  | 'code_too_long'
  | 'foreign_issuer'
  | 'issuer_missing'
  | 'unsupported_response'

/** What a callback says, before anybody knows whether the state is one of ours. */
export type CallbackReading =
  | { kind: 'code'; state: string; code: string }
  | { kind: 'denied'; state: string }
  | { kind: 'invalid'; reason: CallbackFault }

declare const validated: unique symbol

/**
 * A callback that passed `validateCallback`: the only thing that `exchangeCode` takes, and it takes it once.
 * Opaque: printing or serialising it shows neither code nor state.
 */
export interface ValidatedCallback {
  readonly [validated]: true
}

export type CallbackResult =
  | { kind: 'code'; callback: ValidatedCallback }
  | { kind: 'denied' }
  | { kind: 'invalid'; reason: CallbackFault }

const parametersOf = new WeakMap<ValidatedCallback, URLSearchParams>()

/**
 * Reads a callback's query without judging its state: exactly one `state`, exactly one of `code` and `error`,
 * no parameter twice, no token. Needs nothing stored, so it comes before any look-up; the state it returns is
 * what to look up.
 *
 * Any `error` means declined: what Intercom sends when a person declines is not documented.
 * The code comes back as it was sent, a trailing `=` included.
 *
 * @see RFC 6749 §3.1 (a parameter at most once, an empty one counts as left out), §4.1.2
 */
export function readCallback(query: URLSearchParams): CallbackReading {
  const names = [...query.keys()]
  if (new Set(names).size !== names.length) return { kind: 'invalid', reason: 'parameter_repeated' }
  const state = query.get('state') ?? ''
  if (state === '') return { kind: 'invalid', reason: 'state_missing' }
  if (TOKEN_PARAMETERS.some((name) => query.has(name))) return { kind: 'invalid', reason: 'token_in_url' }
  const code = query.get('code') ?? ''
  if (query.has('code') && query.has('error')) return { kind: 'invalid', reason: 'code_and_error' }
  if (query.has('error')) return { kind: 'denied', state }
  if (code === '') return { kind: 'invalid', reason: 'neither_code_nor_error' }
  if (code.length > CODE_LENGTH_MAX) return { kind: 'invalid', reason: 'code_too_long' }
  return { kind: 'code', state, code }
}

/**
 * Judges a callback against the state of the flow it claims to end; never throws, touches nothing.
 *
 * The states are compared in constant time. `denied` is only said with the right state, so that nobody else
 * can end a person's flow. An `iss` is refused unless it is the provider's issuer (by default Intercom's app
 * host), because a foreign one is another server's answer; a missing one is refused where the provider says
 * that it always sends it, which Intercom does not.
 *
 * @see RFC 6749 §4.1.2; RFC 9207 §2.4; RFC 9700 §4.4 and §4.7
 */
export function validateCallback({
  query,
  expectedState,
  provider = intercomProvider,
}: {
  query: URLSearchParams
  expectedState: string
  provider?: OAuthProvider | undefined
}): CallbackResult {
  const reading = readCallback(query)
  if (reading.kind === 'invalid') return reading
  if (!sameText(reading.state, expectedState)) return { kind: 'invalid', reason: 'state_mismatch' }
  const { issuer, sendsIssuer = false } = provider
  const claimedIssuer = query.get('iss')
  if (claimedIssuer === null && sendsIssuer) return { kind: 'invalid', reason: 'issuer_missing' }
  if (claimedIssuer !== null && claimedIssuer !== issuer) return { kind: 'invalid', reason: 'foreign_issuer' }
  if (reading.kind === 'denied') return { kind: 'denied' }
  try {
    // The library only exchanges what it validated itself. Its own state check is skipped: it is not in
    // constant time, and its errors hold the parameters.
    const parameters = validateAuthResponse({ issuer }, { client_id: 'unused' }, query, skipStateCheck)
    // The brand exists in the type only; the map is what tells a validated callback at run time.
    const callback = Object.freeze({}) as ValidatedCallback
    parametersOf.set(callback, parameters)
    return { kind: 'code', callback }
  } catch {
    return { kind: 'invalid', reason: 'unsupported_response' }
  }
}

/**
 * Hands out a validated callback's parameters for the one exchange they are good for.
 *
 * @throws TypeError when the callback was not made by `validateCallback` or was taken before
 */
export function takeParameters(callback: ValidatedCallback): URLSearchParams {
  const parameters = parametersOf.get(callback)
  if (parameters === undefined) {
    throw new TypeError('this callback was not validated here, or its code was already sent')
  }
  parametersOf.delete(callback)
  return parameters
}

function sameText(left: string, right: string): boolean {
  // Hashed first, so that neither content nor length shows in the time that the comparison takes.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
