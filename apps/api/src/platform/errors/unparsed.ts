import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify'
import type { ErrorCode } from '@latchkey/shared/contract/plain'
import { logFinished, newRequestId } from '#api/platform/logging/index.ts'
import type { Random } from '#api/platform/random.ts'
import { AppError } from './app-error.ts'
import { problemMediaType, problemOf } from './problem.ts'
import { sendProblem } from './send-problem.ts'
import { toAppError } from './to-app-error.ts'

export interface UnparsedDeps {
  readonly logger: FastifyBaseLogger
  readonly random: Random
  /** Headers of every answer; no hook runs here to set them. */
  readonly headers: Readonly<Record<string, string>>
}

/** How long a peer may take to read its refusal, in milliseconds. */
const lingerMs = 1_000

/** What Node could not parse, by its code; anything else is `request.invalid`. */
const refusals: ReadonlyMap<string, ErrorCode> = new Map([
  ['HPE_HEADER_OVERFLOW', 'request.header_too_large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 'request.too_large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request.timeout'],
])

export interface BrokenRequests {
  /** Told of each request whose answer is to come on a socket. */
  readonly began: (socket: Socket, response: ServerResponse) => void
  /** For Node's `clientError`. */
  readonly answer: (error: { code?: string }, socket: Socket) => void
}

/**
 * Answers what never became a request: too long a line or header (431), too slow (408), or no HTTP (400), as
 * problem+json with the headers of every other answer, and closes the connection.
 *
 * A socket that the peer closed, or on which an answer has already begun, is closed without a word.
 */
export function createBrokenRequests({ logger, random, headers }: UnparsedDeps): BrokenRequests {
  const answered = new WeakSet<Socket>()
  const answers = new WeakMap<Socket, ServerResponse>()

  const answer: BrokenRequests['answer'] = (error, socket) => {
    const latest = answers.get(socket)
    const begun = latest?.headersSent === true && !latest.writableFinished
    if (error.code === 'ECONNRESET' || !socket.writable || begun) {
      socket.destroy()
      return
    }
    // What the peer goes on sending after its refusal fails to parse again, each time.
    if (answered.has(socket)) return
    answered.add(socket)
    const refusal = new AppError(refusals.get(error.code ?? '') ?? 'request.invalid')
    const { code, status } = refusal
    const requestId = newRequestId(random)
    logger.warn({ requestId, event: 'security', code, status, client: socket.remoteAddress }, 'refused')
    const body = JSON.stringify(problemOf(refusal, requestId))
    const lines = Object.entries({
      ...headers,
      'content-type': problemMediaType,
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      date: new Date().toUTCString(),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    // Ended and not destroyed at once: a reset could overtake the answer while the peer is still sending.
    socket.setTimeout(lingerMs, () => socket.destroy())
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Bad Request'}\r\n${lines.join('')}\r\n${body}`)
  }
  return { answer, began: (socket, response) => answers.set(socket, response) }
}

/** Answers an address that the router cannot read; no hook runs for it. */
export function answerUnroutable({
  headers,
}: Pick<UnparsedDeps, 'headers'>): NonNullable<FastifyServerOptions['frameworkErrors']> {
  return (error, request, reply) => {
    void reply.headers({ ...headers, 'x-request-id': request.id })
    reply.raw.once('close', () => logFinished(request, reply))
    sendProblem(toAppError(error), { request, reply })
  }
}
