import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'

export interface Team {
  /** Digits. */
  id: string
  name: string
  /** In the order of the workspace's admins. */
  adminIds: readonly string[]
  /** Conversations at once for each admin; `null` for no limit. */
  assignmentLimit: number | null
  distributionMethod: 'manual' | 'round_robin' | 'load_balanced'
}

/** The teams of a workspace: everyone, some, and one that nobody is in. */
export function teamsOf(workspace: SeedWorkspace): Team[] {
  const adminIds = adminsOf(workspace).map(({ id }) => id)
  const base = teamIdBase(workspace)
  return [
    {
      id: String(base + 1),
      name: 'Support',
      adminIds,
      assignmentLimit: 10,
      distributionMethod: 'round_robin',
    },
    {
      id: String(base + 2),
      name: 'Versand & Rückgaben',
      adminIds: adminIds.slice(1),
      assignmentLimit: null,
      distributionMethod: 'manual',
    },
    {
      id: String(base + 3),
      name: 'فريق الليل',
      adminIds: [],
      assignmentLimit: 1,
      distributionMethod: 'load_balanced',
    },
  ]
}

/** The teams that an admin is in, as numbers, as Intercom lists them. */
export function teamIdsOf(workspace: SeedWorkspace, adminId: string): number[] {
  return teamsOf(workspace)
    .filter((team) => team.adminIds.includes(adminId))
    .map(({ id }) => Number(id))
}

/** Apart from the ids of admins, so that a mix-up shows; no two workspaces share one. */
function teamIdBase(workspace: SeedWorkspace): number {
  return 5_000_000 + Number(adminsOf(workspace)[0]?.id ?? 0) * 10
}
