import type { SeedWorkspace } from '../seed.ts'
import { createWorkspaceData } from './workspace-data.ts'
import type { DataContext, WorkspaceData } from './workspace-data.ts'

export type DataOfWorkspaces = ReturnType<typeof createDataOfWorkspaces>

/** The data of every workspace, each made when it is first asked for. */
export function createDataOfWorkspaces(context: Omit<DataContext, 'workspace'>) {
  const made = new Map<string, WorkspaceData>()
  return {
    of(workspace: SeedWorkspace): WorkspaceData {
      const known = made.get(workspace.id)
      if (known !== undefined) return known
      const data = createWorkspaceData({ ...context, workspace })
      made.set(workspace.id, data)
      return data
    },
    /** Forgets everything that was written: all is as seeded again. */
    reset() {
      made.clear()
    },
  }
}
