import type { ErrorCode } from '@latchkey/shared/contract/plain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { securityEvent } from '#api/platform/logging/index.ts'
import type { AppError } from './app-error.ts'
import { problemHeaders, problemMediaType, problemOf } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The code this request was refused with; in the line of the finished request. */
    problemCode: ErrorCode | undefined
  }
}

/** Refusals that a page of ours does not cause. What the flows refuse, they record themselves. */
const securityCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'request.cross_site',
  'request.header_too_large',
  'request.invalid',
  'request.misdirected',
  'request.rate_limited',
  'request.too_large',
  'request.unsupported_type',
])

/** Answers an error as problem+json and logs it, once: failures of ours with their cause, refusals as security events. */
export function sendProblem(
  error: AppError,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): void {
  request.problemCode = error.code
  if (error.status >= 500) logFailure(error, request)
  if (securityCodes.has(error.code)) securityEvent(request, error.code)
  void reply
    .code(error.status)
    .headers(problemHeaders(error))
    .type(problemMediaType)
    .send(JSON.stringify(problemOf(error, request.id)))
}

function logFailure(error: AppError, request: FastifyRequest): void {
  const line = { event: 'problem', code: error.code, err: error }
  if (error.code === 'internal.unexpected') request.log.error(line, 'unexpected error')
  else request.log.warn(line, 'a request could not be served')
}
