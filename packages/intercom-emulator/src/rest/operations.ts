import { adminOperations } from './admins/admin-operations.ts'
import { companyOperations } from './companies/company-operations.ts'
import { contactOperations } from './contacts/contact-operations.ts'
import { conversationOperations } from './conversations/conversation-operations.ts'
import { dataAttributeOperations } from './data-attributes/data-attribute-operations.ts'
import { eventOperations } from './events/event-operations.ts'
import { installStatusOperations } from './install-status/install-status-operations.ts'
import { meOperations } from './me-operations.ts'
import type { OperationDeps } from './operation-deps.ts'
import type { RestOperation } from './operation.ts'
import { segmentOperations } from './segments/segment-operations.ts'
import { tagOperations } from './tags/tag-operations.ts'
import { teamOperations } from './teams/team-operations.ts'

/** Every operation of the REST API that the emulator answers: one line a resource. */
export function createOperations(deps: OperationDeps): RestOperation[] {
  return [
    ...meOperations(deps),
    ...adminOperations(),
    ...teamOperations(),
    ...contactOperations(deps),
    ...companyOperations(deps),
    ...tagOperations(deps),
    ...segmentOperations(deps),
    ...conversationOperations(deps),
    ...dataAttributeOperations(),
    ...eventOperations(deps),
    ...installStatusOperations(deps),
  ]
}
