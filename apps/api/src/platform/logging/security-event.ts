import type { ErrorCode } from '@latchkey/shared/contract/plain'
import type { FastifyRequest } from 'fastify'

/** The code of a refusal: the one the person sees, or one of the log alone. */
export type SecurityCode = ErrorCode | `security.${string}`

/**
 * Writes the line that an operator's alarms look for: something was refused that a well-meaning browser rarely does.
 *
 * One line per refused case, with a stable code and the peer's address; nothing of what was sent.
 */
export function securityEvent(request: FastifyRequest, code: SecurityCode): void {
  request.log.warn(
    {
      event: 'security',
      code,
      method: request.method,
      route: request.routeOptions.url ?? null,
      client: request.ip,
    },
    'refused',
  )
}
