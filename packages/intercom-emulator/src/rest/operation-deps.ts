import type { Clock } from '../clock.ts'
import type { DataOfWorkspaces } from '../data/data-of-workspaces.ts'
import type { Directory } from '../directory.ts'
import type { Grants } from '../grants.ts'
import type { Switches } from '../switches.ts'

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
