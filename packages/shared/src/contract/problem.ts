import { z } from 'zod'
import { errorCatalogue, type ErrorCode } from './error-catalogue.ts'

// The keys of an object literal are its own: the cast only restores what Object.keys forgets.
const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]

/**
 * The one shape of every error answer, `application/problem+json`.
 *
 * `fields` names what to correct for `request.invalid`; `retryAfterSeconds` says when a try can succeed.
 *
 * @see RFC 9457
 */
export const Problem = z
  .object({
    type: z.string().describe('A URI that names the kind of problem; `urn:latchkey:problem:<code>`'),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(codes),
    detail: z.string().describe('One sentence that tells a person what to do'),
    requestId: z.string().describe('Also in the log and in the X-Request-Id header'),
    fields: z.array(z.object({ name: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.number().int().nonnegative().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
