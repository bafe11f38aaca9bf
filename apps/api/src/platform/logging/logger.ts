import type { FastifyBaseLogger } from 'fastify'
import { pino, stdTimeFunctions, type DestinationStream } from 'pino'
import type { LogLevel } from '#api/config.ts'
import { describeError } from './describe-error.ts'

const secretNames = [
  'accessToken',
  'authorization',
  'body',
  'clientSecret',
  'cookie',
  'cookies',
  'headers',
  'password',
  'refreshToken',
  'secret',
  'state',
  'token',
]

/**
 * Makes the one logger: a JSON object a line, with its level by name and the time as ISO 8601.
 *
 * Nobody should ever log a secret; if somebody does, the usual names of secrets are blanked two levels deep, and
 * errors are described by `describeError`.
 */
export function createLogger({
  level,
  stream,
}: {
  level: LogLevel
  stream?: DestinationStream
}): FastifyBaseLogger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // The framework's own serializers would write addresses and peers of a request.
    serializers: {
      err: (error: unknown) => describeError(error),
      req: () => undefined,
      res: () => undefined,
    },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  }
  return stream === undefined ? pino(options) : pino(options, stream)
}
