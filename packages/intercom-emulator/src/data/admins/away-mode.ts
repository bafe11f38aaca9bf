import { adminsOf } from '../../directory.ts'
import type { SeedAdmin, SeedWorkspace } from '../../seed.ts'

/** One admin of each workspace is away: the last. Replies for them are reassigned. */
export function isAway(workspace: SeedWorkspace, admin: SeedAdmin): boolean {
  return adminsOf(workspace).at(-1)?.id === admin.id
}
