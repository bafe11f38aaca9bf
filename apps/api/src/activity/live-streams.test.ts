import { text } from 'node:stream/consumers'
import { startRedis, type RedisServer } from '@latchkey/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '#api/platform/clock.ts'
import { newId, systemRandom } from '#api/platform/random.ts'
import { createStore, type Store } from '#api/platform/redis/index.ts'
import { happen, numbered } from '../../test/happen.ts'
import type { ActivityDeps, Viewer } from './deps.ts'
import { createLiveStreams, type LiveStreams } from './live-streams.ts'

let redis: RedisServer
let store: Store
let streams: LiveStreams
let signedIn: boolean

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
  store = createStore({ url: redis.url, clock: systemClock })
  await store.whenUp(5_000)
})
beforeEach(() => {
  signedIn = true
  streams = streamsOf({ perAccount: 2, inAll: 3 })
})
afterEach(() => streams.close())
afterAll(async () => {
  await store.close()
  await redis.stop()
})

const streamsOf = (streamsMax: ActivityDeps['streamsMax']) =>
  createLiveStreams({
    store,
    clock: systemClock,
    random: systemRandom,
    lives: () => Promise.resolve(signedIn),
    streamsMax,
  })

const someone = (): Viewer => ({ accountId: newId(systemRandom), hash: 'h', lineage: 'l' })

test('streams are counted for each account and in all, and a closed one makes room', async () => {
  const [first, second] = [someone(), someone()]
  const one = await streams.open(first, undefined)
  await streams.open(first, undefined)
  await expect(streams.open(first, undefined)).rejects.toMatchObject({ code: 'events.limit_reached' })
  await streams.open(second, undefined)
  await expect(streams.open(second, undefined)).rejects.toMatchObject({ code: 'events.limit_reached' })
  one.body.destroy()
  await vi.waitFor(() => streams.open(second, undefined))
})

test('of many that open at the same moment no more come in than there is room for', async () => {
  const viewer = someone()
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => streams.open(viewer, undefined)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
})

test('a browser that does not read costs one batch of entries, and still hears everything in order later', async () => {
  const viewer = someone()
  const { body } = await streams.open(viewer, undefined)
  const names = numbered(900, 'N'.repeat(200))
  let heldMost = 0
  for (let from = 0; from < names.length; from += 100) {
    await happen(store, viewer.accountId, names.slice(from, from + 100))
    heldMost = Math.max(heldMost, body.readableLength)
  }
  await vi.waitFor(() => expect(body.readableLength).toBeGreaterThan(16_384))
  // A hundred entries of about half a kilobyte beyond the bound, where all of them are ten times as much.
  expect(Math.max(heldMost, body.readableLength)).toBeLessThan(16_384 + 100 * 600)
  const heard: string[] = []
  for await (const chunk of body) {
    const named = String(chunk).matchAll(/"name":"([^"]+)"/g)
    heard.push(...Array.from(named, ([, name = '']) => name))
    if (heard.length >= names.length) break
  }
  expect(heard).toEqual(names)
})

test('a browser that does not read is cut off when it is signed out, without what it has not read', async () => {
  const viewer = someone()
  const { body } = await streams.open(viewer, undefined)
  await happen(store, viewer.accountId, numbered(300))
  await vi.waitFor(() => expect(body.readableLength).toBeGreaterThan(16_384))
  signedIn = false
  await happen(store, viewer.accountId, ['One more'])
  await vi.waitFor(() => expect(body.destroyed).toBe(true))
})

test('a slow browser whose place has fallen off meanwhile is told so, and loses nothing silently', async () => {
  const viewer = someone()
  const { body } = await streams.open(viewer, undefined)
  await happen(store, viewer.accountId, numbered(300))
  await vi.waitFor(() => expect(body.readableLength).toBeGreaterThan(16_384))
  await happen(store, viewer.accountId, numbered(2_000, 'Later'))
  let heard = ''
  for await (const chunk of body) {
    heard += String(chunk)
    if (heard.includes('event: reset')) break
  }
  expect(heard).not.toContain('Later')
})

test('what is opened while the server closes ends at once', async () => {
  streams.close()
  const { body } = await streams.open(someone(), undefined)
  expect(await text(body)).toMatch(/event: ready[^]*event: end\ndata: {"reason":"closing"}\n\n$/)
})
