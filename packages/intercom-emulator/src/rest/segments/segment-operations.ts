import type { Segment } from '../../data/segments/segment-store.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { RestError } from '../operation.ts'
import type { RestCall, RestOperation } from '../operation.ts'
import { segmentAnswer } from './segment-answer.ts'

/** The segments of a workspace's people. */
export function segmentOperations({ data }: OperationDeps): RestOperation[] {
  function answer(segment: Segment, { caller, query }: RestCall) {
    const { segments } = data.of(caller.workspace)
    return segmentAnswer(segment, query['include_count'] === 'true' ? segments.count(segment) : undefined)
  }
  return [
    {
      route: 'GET /segments',
      permission: 'read_users_companies',
      handle(call) {
        const { segments } = data.of(call.caller.workspace)
        const shown = segments.list().map((segment) => answer(segment, call))
        return { body: { type: 'segment.list', segments: shown } }
      },
    },
    {
      route: 'GET /segments/:id',
      permission: 'read_users_companies',
      handle(call) {
        const segment = data.of(call.caller.workspace).segments.find(call.params['id'] ?? '')
        if (segment === undefined) {
          throw new RestError(404, { code: 'not_found', message: 'Resource Not Found' })
        }
        return { body: answer(segment, call) }
      },
    },
  ]
}
