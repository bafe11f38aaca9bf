import type { Clock } from '../clock.ts'
import type { DataOfWorkspaces } from '../data/data-of-workspaces.ts'
import type { Directory } from '../directory.ts'
import type { Grants } from '../grants.ts'
import type { Switches } from '../switches.ts'
import { companyOperations } from './companies/company-operations.ts'
import { contactOperations } from './contacts/contact-operations.ts'
import { meOperations } from './me-operations.ts'
import type { RestOperation } from './operation.ts'
import { segmentOperations } from './segments/segment-operations.ts'
import { tagOperations } from './tags/tag-operations.ts'

/** What the operations work on. */
export interface OperationDeps {
  directory: Directory
  grants: Grants
  clock: Clock
  data: DataOfWorkspaces
  switches: () => Switches
  /** How many items a search looks at where equality does not find them directly. */
  searchScannedMax: number
}

/** Every operation of the REST API that the emulator answers: one line a resource. */
export function createOperations(deps: OperationDeps): RestOperation[] {
  return [
    ...meOperations(deps),
    ...contactOperations(deps),
    ...companyOperations(deps),
    ...tagOperations(deps),
    ...segmentOperations(deps),
  ]
}
