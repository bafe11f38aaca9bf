import { AppError } from '#api/platform/errors/index.ts'
import { cancelJob, type Job } from '#api/platform/schedule/index.ts'
import { scheduleCheck } from './check-job.ts'
import type { ConnectionsDeps } from './deps.ts'
import { removePointers } from './pointers.ts'
import { verifyConnection } from './verify-connection.ts'
import { parseRef } from './workspace-index.ts'

/** Does one scheduled check: asks Intercom, keeps what it says, and plans the next one while there is a connection. */
export const checkConnection =
  (deps: ConnectionsDeps) =>
  async (job: Job): Promise<void> => {
    const ref = parseRef(job.subject)
    if (ref === undefined) return await cancelJob(deps.store, job)
    try {
      await verifyConnection(deps, ref)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'connection.not_found') return await removePointers(deps, ref, undefined)
      // Without its token there is nothing to ask with; its person has been told.
      if (error.code !== 'connection.needs_reconnect') throw error
    }
    await scheduleCheck(deps, ref)
  }
