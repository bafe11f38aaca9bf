import { errorCatalogue, type ErrorCode } from '@latchkey/shared/contract/plain'

/** One value of a request that has to be corrected: its path, and what is wrong with it. */
export interface FieldProblem {
  readonly name: string
  readonly message: string
}

export interface AppErrorDetails {
  cause?: unknown
  /** Shown to the person with `request.invalid`: what to correct. */
  fields?: readonly FieldProblem[] | undefined
  /** When a try can succeed, in whole seconds; also the Retry-After header. */
  retryAfterSeconds?: number | undefined
}

/**
 * The one error of the API: thrown where a request cannot go on, answered as problem+json.
 *
 * The person reads the catalogue's words for `code`; `message` and `cause` are for the log only, and neither may
 * hold a token, code, state, cookie or body.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** HTTP status of the code, from the catalogue. */
  readonly status: number
  readonly fields: readonly FieldProblem[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message?: string, details: AppErrorDetails = {}) {
    super(message ?? errorCatalogue[code].title, details.cause === undefined ? {} : { cause: details.cause })
    this.code = code
    this.status = errorCatalogue[code].status
    this.fields = details.fields
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}
