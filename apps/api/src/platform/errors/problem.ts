import type { Problem } from '@latchkey/shared/contract'
import { errorCatalogue } from '@latchkey/shared/contract/plain'
import type { AppError } from './app-error.ts'

/** Media type of every error answer. */
export const problemMediaType = 'application/problem+json; charset=utf-8'

/**
 * The answer for an error: the catalogue's words, never the error's own message.
 *
 * @see RFC 9457
 */
export function problemOf(error: AppError, requestId: string): Problem {
  const { title, detail } = errorCatalogue[error.code]
  return {
    type: `urn:latchkey:problem:${error.code}`,
    title,
    status: error.status,
    code: error.code,
    detail,
    requestId,
    ...(error.fields === undefined ? {} : { fields: error.fields.map((field) => ({ ...field })) }),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  }
}

/** The headers that an error's answer needs beside its content type. */
export function problemHeaders(error: AppError): Record<string, string> {
  return error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }
}
