import { errorCatalogue, isErrorCode, type ErrorCode } from '@latchkey/shared/contract/plain'

/** A code of the catalogue, or `unreachable` when what answered was not our API, or nothing did. */
export type ProblemCode = ErrorCode | 'unreachable'

interface ProblemDetails {
  readonly requestId?: string | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly cause?: unknown
}

/** A call that did not succeed. Branch on `code`; the words for it come from `problemWords`. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, { cause: details.cause })
    this.name = 'ProblemError'
    this.code = code
    this.requestId = details.requestId
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

/** What any thrown thing is to a person; what is not ours counts as a fault of ours. */
export function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError('internal.unexpected', { cause: error })
}

/** Title and advice for a code, ours for all that the catalogue does not know. */
export function problemWords(code: ProblemCode): { title: string; detail: string } {
  if (code === 'unreachable')
    return {
      title: 'Latchkey is temporarily unavailable',
      detail: 'Nothing is lost. Check your network, or try again in a moment.',
    }
  return errorCatalogue[code]
}

/** Tells whether waiting is all a person can do: the service, not the request, is what failed. */
export function isOutage(code: ProblemCode): boolean {
  return code === 'unreachable' || code === 'store.unavailable'
}

const requestIdShape = /^[A-Za-z0-9_-]{1,36}$/

/** The text if it has the shape of a request id; texts from a URL or a proxy are forgeable. */
export function readRequestId(text: unknown): string | undefined {
  return typeof text === 'string' && requestIdShape.test(text) ? text : undefined
}

/** Reads a problem out of an answer's body; undefined when the body is not one of ours. */
export function readProblem(body: unknown): ProblemError | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const {
    code,
    requestId,
    retryAfterSeconds,
  }: { code?: unknown; requestId?: unknown; retryAfterSeconds?: unknown } = body
  if (typeof code !== 'string' || !isErrorCode(code)) return undefined
  return new ProblemError(code, {
    requestId: readRequestId(requestId),
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined,
  })
}
