import type { OperationDeps } from '../operation-deps.ts'
import type { RestCall } from '../operation.ts'
import type { ContactView } from './contact-answer.ts'

/** How the contacts in the answer to a call are shown. */
export function viewOf({ caller, version, query }: RestCall, { data, switches }: OperationDeps): ContactView {
  return {
    version,
    workspace: caller.workspace,
    data: data.of(caller.workspace),
    missingEmail: switches().missingEmail,
    withMergeHistory: query['include_merge_history'] === 'true',
  }
}
