import { randomUUID } from 'node:crypto'
import { startRedis, startTcpProxy, type RedisServer } from '@latchkey/test-kit'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { createStore, noRevision, revisionPart, type Store } from './index.ts'

let redis: RedisServer

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
})
afterAll(() => redis.stop())

async function open(url: string): Promise<Store> {
  const store = createStore({ url, clock: systemClock })
  onTestFinished(() => store.close())
  expect(await store.whenUp(5_000)).toBe(true)
  return store
}

async function commit(store: Store, accountId: string): Promise<void> {
  const [revision = noRevision] = await store.readTogether([revisionPart(accountId)])
  const outcome = await store.commit({ accountId, revision, attempt: randomUUID(), steps: [] })
  expect(outcome.kind).toBe('committed')
}

/** Watches an account until it is known that every commit from here on is heard. */
async function watching(store: Store, accountId: string) {
  const wake = vi.fn<() => void>()
  const unwatch = store.watch(accountId, wake)
  await vi.waitFor(() => expect(wake).toHaveBeenCalled())
  wake.mockClear()
  return { wake, unwatch }
}

/** One more for an account that is watched in this process already. */
function alsoWatching(store: Store, accountId: string) {
  const wake = vi.fn<() => void>()
  return { wake, unwatch: store.watch(accountId, wake) }
}

test.each(['redis', 'redis+cluster'])(
  'over %s:// a commit wakes whoever watches its account, in every process, and nobody else',
  async (scheme) => {
    const url = `${scheme}://127.0.0.1:${redis.port}`
    const [here, there] = [await open(url), await open(url)]
    const [mine, other] = [randomUUID(), randomUUID()]
    const watchers = [await watching(here, mine), alsoWatching(here, mine), await watching(there, mine)]
    const stranger = await watching(here, other)
    await commit(there, mine)
    for (const { wake } of watchers) await vi.waitFor(() => expect(wake).toHaveBeenCalledOnce())
    await commit(there, other)
    await vi.waitFor(() => expect(stranger.wake).toHaveBeenCalledOnce())
    for (const { wake } of watchers) expect(wake).toHaveBeenCalledOnce()
  },
)

test('a commit that was refused wakes nobody', async () => {
  const store = await open(redis.url)
  const accountId = randomUUID()
  await commit(store, accountId)
  const { wake } = await watching(store, accountId)
  const late = { accountId, revision: noRevision, attempt: randomUUID(), steps: [] }
  expect(await store.commit(late)).toEqual({ kind: 'conflict' })
  await commit(store, accountId)
  await vi.waitFor(() => expect(wake).toHaveBeenCalled())
  expect(wake).toHaveBeenCalledOnce()
})

test('who no longer watches is not woken, and who still does is', async () => {
  const store = await open(redis.url)
  const accountId = randomUUID()
  const [leaving, staying] = [await watching(store, accountId), alsoWatching(store, accountId)]
  leaving.unwatch()
  leaving.unwatch()
  await commit(store, accountId)
  await vi.waitFor(() => expect(staying.wake).toHaveBeenCalledOnce())
  expect(leaving.wake).not.toHaveBeenCalled()
})

test('an account can be watched again at once after nobody watched it', async () => {
  const store = await open(redis.url)
  const accountId = randomUUID()
  for (let count = 0; count < 20; count += 1) store.watch(accountId, () => undefined)()
  const { wake } = await watching(store, accountId)
  await commit(store, accountId)
  await vi.waitFor(() => expect(wake).toHaveBeenCalledOnce())
})

test('when Redis is back everybody is woken, and heard again', async () => {
  const proxy = await startTcpProxy({ targetPort: redis.port })
  onTestFinished(() => proxy.stop())
  const [cutOff, other] = [await open(`redis://127.0.0.1:${proxy.port}`), await open(redis.url)]
  const accountId = randomUUID()
  const { wake } = await watching(cutOff, accountId)
  await proxy.refuse()
  await commit(other, accountId)
  expect(wake).not.toHaveBeenCalled()
  await proxy.resume()
  await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 4_000 })
  wake.mockClear()
  await commit(other, accountId)
  await vi.waitFor(() => expect(wake).toHaveBeenCalled())
})

test('what is watched while Redis is away is woken when it comes', async () => {
  const proxy = await startTcpProxy({ targetPort: redis.port })
  onTestFinished(() => proxy.stop())
  const store = await open(`redis://127.0.0.1:${proxy.port}`)
  await proxy.refuse()
  const wake = vi.fn<() => void>()
  store.watch(randomUUID(), wake)
  await proxy.resume()
  await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 4_000 })
})
