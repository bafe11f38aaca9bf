import type { Workspace } from '@latchkey/shared/contract'

/** A workspace's name; one that Intercom knows no name for is called by its id. */
export function workspaceName(workspace: Workspace): string {
  return workspace.name.trim() === '' ? `Workspace ${workspace.id}` : workspace.name
}
