import { startRedis, type RedisServer } from '@latchkey/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createStore, replaceText, type Store } from './index.ts'

let redis: RedisServer
let store: Store

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
  store = createStore({ url: redis.url, clock: systemClock })
  await store.whenUp(5_000)
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

test('a text that is still there is replaced, and lives as long as before', async () => {
  await redis.client().set('{a}:x', 'old', 'PX', 60_000)
  expect(await replaceText(store, { key: '{a}:x', from: 'old', to: 'new' })).toBe(true)
  expect(await redis.client().get('{a}:x')).toBe('new')
  expect(await redis.client().pttl('{a}:x')).toBeGreaterThan(0)
})

test('a text without an end stays without one', async () => {
  await redis.client().set('{b}:x', 'old')
  await replaceText(store, { key: '{b}:x', from: 'old', to: 'new' })
  expect(await redis.client().pttl('{b}:x')).toBe(-1)
})

test('what somebody else wrote meanwhile stays', async () => {
  await redis.client().set('{c}:x', 'theirs')
  expect(await replaceText(store, { key: '{c}:x', from: 'old', to: 'new' })).toBe(false)
  expect(await redis.client().get('{c}:x')).toBe('theirs')
})

test('what was deleted meanwhile does not come back', async () => {
  expect(await replaceText(store, { key: '{d}:x', from: 'old', to: 'new' })).toBe(false)
  expect(await redis.client().exists('{d}:x')).toBe(0)
})

test('sent again after a lost reply, it is known as done', async () => {
  await redis.client().set('{e}:x', 'old')
  const change = { key: '{e}:x', from: 'old', to: 'new' }
  expect([await replaceText(store, change), await replaceText(store, change)]).toEqual([true, true])
})
