/**
 * What can go wrong with a call to Intercom. The set grows; branch on the ones you handle and treat the rest
 * as a failed call.
 */
export type IntercomErrorCode =
  | 'intercom.aborted'
  | 'intercom.bad_answer'
  | 'intercom.code_rejected'
  | 'intercom.forbidden'
  | 'intercom.invalid'
  | 'intercom.not_found'
  | 'intercom.rate_limited'
  | 'intercom.timeout'
  | 'intercom.unauthorized'
  | 'intercom.unavailable'

/** What is known beyond the code. */
export interface IntercomErrorDetails {
  /** HTTP status of the answer; absent when none arrived. */
  status?: number | undefined
  /** Intercom's id of the request, for its support; absent when it has not the shape of one. */
  requestId?: string | undefined
  /** How long to wait before another try, in milliseconds from the moment of the answer. */
  retryAfterMs?: number | undefined
  /** Code of the first entry of Intercom's error list. An open set: never switch exhaustively. */
  intercomCode?: string | undefined
  /** Code of the network failure, such as `ECONNREFUSED`. */
  networkCode?: string | undefined
}

const RETRYABLE: ReadonlySet<IntercomErrorCode> = new Set([
  'intercom.rate_limited',
  'intercom.timeout',
  'intercom.unavailable',
])

/**
 * The one error of this package. Safe to log as it is: it holds no body, header, token, code or secret.
 *
 * It deliberately has no `cause`: errors of HTTP and OAuth libraries carry raw bytes, bodies and parameters.
 * `retryable` says that the failure was of the moment, not of the request; whether sending it again is
 * harmless is for the caller to know. An exchange is never retryable, because a code works once.
 */
export class IntercomError extends Error {
  override readonly name = 'IntercomError'
  readonly code: IntercomErrorCode
  readonly retryable: boolean
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly retryAfterMs: number | undefined
  readonly intercomCode: string | undefined
  readonly networkCode: string | undefined

  constructor(
    code: IntercomErrorCode,
    message: string,
    details: IntercomErrorDetails & { retryable?: boolean } = {},
  ) {
    super(message)
    this.code = code
    this.retryable = details.retryable ?? RETRYABLE.has(code)
    this.status = details.status
    this.requestId = details.requestId
    this.retryAfterMs = details.retryAfterMs
    this.intercomCode = details.intercomCode
    this.networkCode = details.networkCode
  }
}
