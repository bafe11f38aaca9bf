import { setImmediate as nextTurn } from 'node:timers/promises'
import { fakeClock, startRedis, startTcpProxy, type FakeClock, type RedisServer } from '@latchkey/test-kit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore, noRevision, type Store, type StoreHealth } from './index.ts'
import { requestBudgetMs } from './budget.ts'

let redis: RedisServer
let clock: FakeClock
let store: Store

/** How finely the clock moves, in milliseconds: what a measured wait may be off by. */
const tickMs = 10

const part = { key: '{x}:k', parse: (text: string) => text }

beforeEach(async () => {
  redis = await startRedis()
  clock = fakeClock()
  store = createStore({ url: redis.url, clock })
  await store.whenUp(5_000)
})
afterEach(async () => {
  await store.close()
  await redis.stop()
})

/** Reads once against a Redis that does not answer and says how long, on the fake clock, the caller waited. */
async function readFrozen(): Promise<{ waitedMs: number; reason: unknown }> {
  const startedAt = clock.now()
  const failed = store.readTogether([part]).then(
    () => ({ waitedMs: -1, reason: 'answered' }),
    (error: unknown) => ({ waitedMs: clock.now() - startedAt, reason: Object(error).reason }),
  )
  // What fails at once does so before the time moves.
  await nextTurn()
  for (let ticks = 0; ticks < 40; ticks += 1) {
    await clock.advance(tickMs)
    await nextTurn()
  }
  return await failed
}

test('a frozen Redis costs a request no more than its budget', async () => {
  redis.freeze()
  const request = store.withBudget(requestBudgetMs, async () => {
    const reads = [await readFrozen(), await readFrozen(), await readFrozen()]
    return reads
  })
  const reads = await request
  expect(reads.map(({ reason }) => reason)).toEqual(['timeout', 'timeout', 'breaker_open'])
  expect(reads.reduce((sum, { waitedMs }) => sum + waitedMs, 0)).toBeLessThanOrEqual(
    requestBudgetMs + 2 * tickMs,
  )
})

test('after two time-outs callers are answered at once, and a probe lets them in again', async () => {
  redis.freeze()
  await readFrozen()
  await readFrozen()
  expect(await readFrozen()).toEqual({ waitedMs: 0, reason: 'breaker_open' })
  redis.thaw()
  await vi.waitFor(async () => {
    await clock.advance(500)
    await expect(store.readTogether([part])).resolves.toEqual([undefined])
  })
})

test('a Redis that is gone fails at once, and is found again when it is back', async () => {
  await redis.kill('SIGKILL')
  await expect(store.readTogether([part])).rejects.toMatchObject({ reason: 'connection' })
  expect(await store.health()).toMatchObject({ status: 'down' } satisfies Partial<StoreHealth>)
  await redis.restart()
  expect(await store.whenUp(5_000)).toBe(true)
  expect(await store.readTogether([part])).toEqual([undefined])
})

test('a store whose Redis is not there yet starts and says that it is down', async () => {
  const early = createStore({ url: 'redis://127.0.0.1:1', clock })
  expect(await early.health()).toMatchObject({ status: 'down' })
  await early.close()
})

test('a full Redis refuses writes as unavailable and still answers reads', async () => {
  await redis.client().config('SET', 'maxmemory', '1')
  const plan = {
    accountId: 'x',
    revision: noRevision,
    attempt: 'a',
    steps: [{ key: '{x}:k', command: 'SET', args: ['1'] }],
  } as const
  await expect(store.commit(plan)).rejects.toMatchObject({ reason: 'oom' })
  expect(await store.readTogether([part])).toEqual([undefined])
})

test('a commit whose reply was lost is applied once', async () => {
  const proxy = await startTcpProxy({ targetPort: redis.port })
  const behind = createStore({ url: `redis://127.0.0.1:${proxy.port}`, clock })
  await behind.whenUp(5_000)
  const plan = {
    accountId: 'y',
    revision: noRevision,
    attempt: 'a',
    steps: [{ key: '{y}:log', command: 'XADD', args: ['*', 'k', 'v'] }],
  } as const
  await behind.commit({ ...plan, accountId: 'warm', steps: [] })
  proxy.dropReplies(1)
  const outcome = await behind.commit(plan).catch(async () => {
    await behind.whenUp(5_000)
    return behind.commit(plan)
  })
  expect(outcome).toEqual({ kind: 'committed', revision: '1.a' })
  expect(await redis.client().xlen('{y}:log')).toBe(1)
  await behind.close()
  await proxy.stop()
})
