import type { ErrorCode } from '@latchkey/shared/contract/plain'
import { IntercomError } from '@latchkey/shared/intercom'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { StoreUnavailable } from '#api/platform/redis/index.ts'
import { AppError } from './app-error.ts'
import { fieldProblems } from './field-problems.ts'
import { fromIntercomError } from './intercom-errors.ts'

/** What the framework throws while it reads a request, by its code; all other 4xx of it are `request.invalid`. */
const frameworkCodes: ReadonlyMap<string, ErrorCode> = new Map([
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'request.too_large'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'request.unsupported_type'],
  ['FST_ERR_NOT_FOUND', 'request.not_found'],
])

const storeRetryAfterSeconds = 1

/** Turns whatever was thrown into the one error that is answered; what nobody foresaw is `internal.unexpected`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof StoreUnavailable) {
    return new AppError('store.unavailable', error.message, {
      cause: error,
      retryAfterSeconds: storeRetryAfterSeconds,
    })
  }
  if (error instanceof IntercomError) return fromIntercomError(error)
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new AppError('request.invalid', undefined, { fields: fieldProblems(error.validation) })
  }
  if (isRequestFault(error)) return new AppError(frameworkCodes.get(error.code ?? '') ?? 'request.invalid')
  return new AppError('internal.unexpected', undefined, { cause: error })
}

/** The framework and its plugins put a 4xx status on an error only when the request is to blame. */
function isRequestFault(error: unknown): error is { statusCode: number; code?: string } {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return false
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
}
