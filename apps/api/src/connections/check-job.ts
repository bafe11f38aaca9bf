import type { Clock } from '#api/platform/clock.ts'
import type { Random } from '#api/platform/random.ts'
import { scheduleJob, type Job } from '#api/platform/schedule/index.ts'
import type { Store } from '#api/platform/redis/index.ts'
import { formatRef, type ConnectionRef } from './workspace-index.ts'

const dayMs = 86_400_000

/** The job that asks Intercom whether a connection still has access. */
export const checkJob = (ref: ConnectionRef): Job => ({ kind: 'check', subject: formatRef(ref) })

/** Plans the next daily check, at a random moment of the day around it, so that checks spread by themselves. */
export async function scheduleCheck(
  { store, clock, random }: { store: Store; clock: Clock; random: Random },
  ref: ConnectionRef,
): Promise<void> {
  const spread = random.bytes(4).readUInt32BE(0) / 2 ** 32
  await scheduleJob(store, checkJob(ref), clock.now() + dayMs * (0.75 + spread / 2))
}

/** Plans a check for now: something happened that may have ended this connection's token. */
export async function checkSoon(
  { store, clock }: { store: Store; clock: Clock },
  ref: ConnectionRef,
): Promise<void> {
  await scheduleJob(store, checkJob(ref), clock.now())
}
