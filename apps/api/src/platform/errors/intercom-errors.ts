import type { ErrorCode } from '@latchkey/shared/contract/plain'
import type { IntercomError, IntercomErrorCode } from '@latchkey/shared/intercom'
import { AppError } from './app-error.ts'

/**
 * What a person is told when a call to Intercom fails and the feature that made it had nothing better to say.
 *
 * `conflict`, `invalid`, `merged` and `not_found` are answers to calls that we built, so the person can correct
 * nothing about them. What is `uncertain` may have been done: the feature that changes something says so itself.
 */
const codes = {
  'intercom.aborted': 'intercom.unavailable',
  'intercom.bad_answer': 'intercom.bad_answer',
  'intercom.code_rejected': 'oauth.code_rejected',
  'intercom.conflict': 'intercom.bad_answer',
  'intercom.forbidden': 'intercom.permission_missing',
  'intercom.invalid': 'intercom.bad_answer',
  'intercom.merged': 'intercom.bad_answer',
  'intercom.not_found': 'intercom.bad_answer',
  'intercom.rate_limited': 'intercom.rate_limited',
  'intercom.timeout': 'intercom.unavailable',
  'intercom.unauthorized': 'connection.needs_reconnect',
  'intercom.unavailable': 'intercom.unavailable',
  'intercom.uncertain': 'intercom.unavailable',
} as const satisfies Record<IntercomErrorCode, ErrorCode>

/** The code of a failed call to Intercom; a feature that knows better says so before it asks here. */
export function codeOfIntercomError(error: IntercomError): ErrorCode {
  return codes[error.code]
}

/** Wraps a failed call to Intercom; the time to wait is passed on in whole seconds, rounded up. */
export function fromIntercomError(error: IntercomError): AppError {
  return new AppError(codeOfIntercomError(error), error.message, {
    cause: error,
    retryAfterSeconds: error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1000),
  })
}
