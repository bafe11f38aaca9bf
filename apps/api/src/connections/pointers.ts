import { cancelJob } from '#api/platform/schedule/index.ts'
import { checkJob, scheduleCheck } from './check-job.ts'
import { connectionsPart } from './connection-store.ts'
import type { ConnectionsDeps } from './deps.ts'
import { addToWorkspace, removeFromWorkspace, type ConnectionRef } from './workspace-index.ts'

type Deps = Pick<ConnectionsDeps, 'store' | 'clock' | 'random'>

/**
 * Adds what points at a connection: its workspace's list and its daily check.
 *
 * Called before the commit that makes the connection live, so that a live one never lacks them, and again after it,
 * because whoever ended the connection before may take them away in between.
 */
export async function addPointers(deps: Deps, ref: ConnectionRef, workspaceId: string): Promise<void> {
  await addToWorkspace(deps.store, workspaceId, { ...ref, at: deps.clock.now() })
  await scheduleCheck(deps, ref)
}

/**
 * Takes away what points at a connection that has ended, and puts it back if the connection came to life meanwhile.
 *
 * Safe to repeat; a pointer left behind is harmless.
 */
export async function removePointers(
  deps: Deps,
  ref: ConnectionRef,
  workspaceId: string | undefined,
): Promise<void> {
  if (workspaceId !== undefined) await removeFromWorkspace(deps.store, workspaceId, ref)
  await cancelJob(deps.store, checkJob(ref))
  const [records = []] = await deps.store.readTogether([connectionsPart(ref.accountId)])
  const alive = records.find(({ id, status }) => id === ref.connectionId && status !== 'disconnected')
  if (alive !== undefined) await addPointers(deps, ref, alive.workspace.id)
}
