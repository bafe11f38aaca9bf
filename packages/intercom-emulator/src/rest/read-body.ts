import type { z } from 'zod'
import { RestError } from './operation.ts'

/**
 * Reads a JSON body with a schema; fields that the schema does not name are passed over.
 *
 * @throws RestError 400 `parameter_invalid` where it is not an object; 422 `parameter_not_found` for the first field
 *   that is missing, `parameter_invalid` for the first one that is not valid
 */
export function readBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RestError(400, { code: 'parameter_invalid', message: 'The request body is not a JSON object' })
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? '')
  throw Object.hasOwn(body, field) ? invalidParameter(field) : missingParameter(field)
}

export function invalidParameter(field: string): RestError {
  return new RestError(422, { code: 'parameter_invalid', message: `${field} is invalid`, field })
}

export function missingParameter(field: string): RestError {
  return new RestError(422, { code: 'parameter_not_found', message: `${field} is missing`, field })
}
