import { z } from 'zod'
import type { RestOperation } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { readBody } from '../read-body.ts'

const text = z.string().min(1).max(2084)

/** Intercom, "Installation health check": what is required depends on the state and on the button. */
const Status = z
  .object({
    state: z.enum(['OK', 'UNHEALTHY', 'UNKNOWN']),
    message: text.optional(),
    cta_type: z.enum(['URL_CTA', 'REINSTALL_CTA']).optional(),
    cta_label: text.optional(),
    cta_url: text.optional(),
  })
  .superRefine(({ state, message, cta_type, cta_label, cta_url }, context) => {
    const missing = [
      ...(state === 'UNHEALTHY' && message === undefined ? ['message'] : []),
      ...(cta_type === 'URL_CTA' && cta_label === undefined ? ['cta_label'] : []),
      ...(cta_type === 'URL_CTA' && cta_url === undefined ? ['cta_url'] : []),
    ]
    for (const field of missing) context.addIssue({ code: 'custom', path: [field], message: 'is missing' })
  })

/**
 * How an app pushes the state of its installation. What a success answers is not documented; an empty object is a
 * choice.
 */
export function installStatusOperations({
  data,
  clock,
}: Pick<OperationDeps, 'data' | 'clock'>): RestOperation[] {
  return [
    {
      route: 'POST /app_install/status',
      permission: null,
      handle({ caller, body }) {
        const status = readBody(Status, body)
        const { clientId } = caller.app
        data.of(caller.workspace).installStatuses.tell({ ...status, clientId, toldAtMs: clock.now() })
        return { body: {} }
      },
    },
  ]
}
