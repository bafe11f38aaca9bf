import { fakeClock, startRedis, type FakeClock, type RedisServer } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createStore, type Store } from '../redis/index.ts'
import { cancelJob, runDueJobs, scheduleJob, startWorker, type Job } from './index.ts'

let redis: RedisServer
let store: Store
let clock: FakeClock
let done: Job[]
let failed: Job[]

const options = () => ({
  store,
  clock,
  handlers: {
    note: async (job: Job) => {
      done.push(job)
      await cancelJob(store, job)
    },
    fail: async () => {
      await Promise.resolve()
      throw new Error('no')
    },
  },
  onFailure: (job: Job) => failed.push(job),
})

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
  store = createStore({ url: redis.url, clock: systemClock })
  await store.whenUp(5_000)
})
beforeEach(async () => {
  await redis.client().flushall()
  clock = fakeClock()
  done = []
  failed = []
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

test('a job is done when it is due and not before', async () => {
  await scheduleJob(store, { kind: 'note', subject: 'x' }, clock.now() + 1_000)
  expect(await runDueJobs(options())).toBe(0)
  await clock.advance(1_000)
  expect(await runDueJobs(options())).toBe(1)
  expect(done).toEqual([{ kind: 'note', subject: 'x' }])
})

test('a job is taken by one of several processes', async () => {
  const subjects = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  for (const subject of subjects) await scheduleJob(store, { kind: 'note', subject }, clock.now())
  await Promise.all([runDueJobs(options()), runDueJobs(options()), runDueJobs(options())])
  expect(done).toHaveLength(subjects.length)
  expect(new Set(done.map(({ subject }) => subject))).toEqual(new Set(subjects))
})

test('a job that failed comes back after its lease', async () => {
  await scheduleJob(store, { kind: 'fail', subject: 'x' }, clock.now())
  await runDueJobs(options())
  await runDueJobs(options())
  expect(failed).toHaveLength(1)
  await clock.advance(120_000)
  await runDueJobs(options())
  expect(failed).toHaveLength(2)
})

test('a worker that is stopped while it waits ends at once', async () => {
  const worker = startWorker(options())
  await clock.untilPending()
  await worker.stop()
  expect(clock.pending).toBe(0)
})
