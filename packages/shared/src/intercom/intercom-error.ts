/**
 * What can go wrong with a call to Intercom. The set grows; branch on the ones you handle and treat the rest
 * as a failed call.
 */
export type IntercomErrorCode =
  | 'intercom.aborted'
  | 'intercom.bad_answer'
  | 'intercom.code_rejected'
  /** It exists already (409); `existingId` when Intercom names it. */
  | 'intercom.conflict'
  | 'intercom.forbidden'
  | 'intercom.invalid'
  /** The contact was merged into another one (410); `mergedInto` when Intercom names it. */
  | 'intercom.merged'
  | 'intercom.not_found'
  | 'intercom.rate_limited'
  | 'intercom.timeout'
  | 'intercom.unauthorized'
  | 'intercom.unavailable'
  /** Not repeatable, and it may have taken effect: look before you try again. */
  | 'intercom.uncertain'

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
  /** Id of the thing that a conflict is with; absent when Intercom's message holds none. */
  existingId?: string | undefined
  /** Id of the contact that a merged one became; absent when Intercom's `Link` header names none. */
  mergedInto?: string | undefined
  /**
   * The request, or an earlier try of it, may have taken effect: it left and no refusal came back. False when
   * it surely never left or was refused.
   */
  mayHaveHappened?: boolean | undefined
  /** How many times the request was handed to the network; 0 when it never came to that. */
  attempts?: number | undefined
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
 * harmless is for the caller to know, and `mayHaveHappened` tells what is known about that. An exchange is
 * never retryable, because a code works once.
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
  readonly existingId: string | undefined
  readonly mergedInto: string | undefined
  readonly mayHaveHappened: boolean
  readonly attempts: number

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
    this.existingId = details.existingId
    this.mergedInto = details.mergedInto
    this.mayHaveHappened = details.mayHaveHappened ?? false
    this.attempts = details.attempts ?? 0
  }
}
