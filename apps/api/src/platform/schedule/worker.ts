import type { Clock } from '../clock.ts'
import type { Store } from '../redis/index.ts'
import { dueKey, jobOf, shardCount, type Job } from './schedule.ts'

/** Does one job. It says itself when the job is due again, or takes it off; otherwise it comes back after the lease. */
export type JobHandler = (job: Job) => Promise<void>

const leaseMs = 120_000
const lookEveryMs = 5_000
const jobsPerLook = 10

/** Takes due jobs and moves them on by the lease in the same step, so that no other process has them meanwhile. */
const takeScript = `#!lua
local jobs = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, job in ipairs(jobs) do redis.call('ZADD', KEYS[1], ARGV[2], job) end
return jobs
`

export interface WorkerOptions {
  store: Store
  clock: Clock
  handlers: Readonly<Record<string, JobHandler>>
  /** Told about a job that failed; it is tried again after its lease. */
  onFailure: (job: Job, error: unknown) => void
  /** Ends the work between two jobs; what was taken and not done comes back after its lease. */
  signal?: AbortSignal
}

/** Does every job that is due now, in this process, one after the other. */
export async function runDueJobs({
  store,
  clock,
  handlers,
  onFailure,
  signal,
}: WorkerOptions): Promise<number> {
  let done = 0
  for (let shard = 0; shard < shardCount; shard += 1) {
    const members = await store.run((redis) =>
      redis.eval(takeScript, 1, dueKey(shard), clock.now(), clock.now() + leaseMs, jobsPerLook),
    )
    for (const member of Array.isArray(members) ? members.map(String) : []) {
      if (signal?.aborted === true) return done
      const job = jobOf(member)
      try {
        const handler = handlers[job.kind]
        if (handler === undefined) throw new Error('This process knows no such kind of job')
        await handler(job)
        done += 1
      } catch (error) {
        onFailure(job, error)
      }
    }
  }
  return done
}

/** Looks for due jobs every few seconds until it is stopped; Redis being away only delays it. */
export function startWorker(options: WorkerOptions): { stop: () => Promise<void> } {
  const stopped = new AbortController()
  const loop = async () => {
    while (!stopped.signal.aborted) {
      await options.clock.sleep(lookEveryMs, { signal: stopped.signal }).catch(() => undefined)
      if (stopped.signal.aborted) return
      // A failing store is seen and told by every request; the next look finds the jobs still there.
      await runDueJobs({ ...options, signal: stopped.signal }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    async stop() {
      stopped.abort()
      await running
    },
  }
}
