import type { FastifyInstance, FastifyReply } from 'fastify'
import { errorList } from './error-list.ts'
import type { IntercomErrorEntry } from './error-list.ts'
import { RestError } from './operation.ts'

/** Answers with Intercom's envelope. */
export function sendError(reply: FastifyReply, status: number, error: IntercomErrorEntry): FastifyReply {
  return reply.code(status).send(errorList(reply.request.id, error))
}

/** Answers that there is nothing at this path under this method. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  return sendError(reply, 404, { code: 'not_found', message: 'Resource Not Found' })
}

/** Puts refusals, an operation's own and those of Fastify (paths, bodies, media types), into Intercom's envelope. */
export function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply))
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof RestError) return sendError(reply.headers(error.headers), error.status, error)
    const status = statusOf(error)
    if (status === 400) {
      return sendError(reply, 400, { code: 'parameter_invalid', message: 'The request body is not valid' })
    }
    if (status < 500) {
      return sendError(reply, status, { code: 'client_error', message: 'The request cannot be read' })
    }
    return sendError(reply, 500, {
      code: 'server_error',
      message: 'The emulator failed: this is a defect of it',
    })
  })
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 ? status : 500
}
