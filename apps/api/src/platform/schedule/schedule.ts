import { digest } from '../digest.ts'
import type { Store } from '../redis/index.ts'

/** Work to do later, at least once: what kind, and on what. */
export interface Job {
  readonly kind: string
  /** May hold any characters but a colon. */
  readonly subject: string
}

/** Number of queues; on a cluster they spread over the nodes. */
export const shardCount = 16

/** No TTL: a job stays until its handler has run; the number of jobs is bounded by the number of subjects. */
export const dueKey = (shard: number) => `due:{${shard}}`

export const memberOf = ({ kind, subject }: Job) => `${kind}:${subject}`

export function jobOf(member: string): Job {
  const at = member.indexOf(':')
  return { kind: member.slice(0, at), subject: member.slice(at + 1) }
}

/** The queue that a job lives in: always the same for the same job. */
export function shardOf(job: Job): number {
  return Buffer.from(digest(memberOf(job)), 'base64url').readUInt32BE(0) % shardCount
}

/** Puts a job on at a time (milliseconds since 1970); a job that is on already is moved there. */
export async function scheduleJob(store: Store, job: Job, at: number): Promise<void> {
  await store.run((redis) => redis.zadd(dueKey(shardOf(job)), at, memberOf(job)))
}

/** Takes a job off. */
export async function cancelJob(store: Store, job: Job): Promise<void> {
  await store.run((redis) => redis.zrem(dueKey(shardOf(job)), memberOf(job)))
}
