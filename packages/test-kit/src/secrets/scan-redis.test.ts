import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { type RedisServer, startRedis } from '../redis/start-redis.ts'
import { scanRedis } from './scan-redis.ts'

let redis: RedisServer

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
})
beforeEach(() => redis.client().flushall())
afterAll(() => redis.stop())

test('every key of every type is read, with its time to live and all it holds', async () => {
  const client = redis.client()
  await client.set('a-string', 'text', 'PX', 60_000)
  await client.hset('b-hash', { field: 'value', other: 'ünï' })
  await client.rpush('c-list', 'one', 'two')
  await client.sadd('d-set', 'member')
  await client.zadd('e-zset', 1.5, 'ranked')
  await client.xadd('f-stream', '7-1', 'kind', 'connected', 'by', 'someone')

  const entries = await scanRedis(client)

  expect(entries).toEqual([
    { key: 'a-string', type: 'string', ttlMs: expect.closeTo(60_000, -4), values: ['text'] },
    { key: 'b-hash', type: 'hash', ttlMs: undefined, values: ['field', 'value', 'other', 'ünï'] },
    { key: 'c-list', type: 'list', ttlMs: undefined, values: ['one', 'two'] },
    { key: 'd-set', type: 'set', ttlMs: undefined, values: ['member'] },
    { key: 'e-zset', type: 'zset', ttlMs: undefined, values: ['ranked', '1.5'] },
    {
      key: 'f-stream',
      type: 'stream',
      ttlMs: undefined,
      values: ['7-1', 'kind', 'connected', 'by', 'someone'],
    },
  ])
})

test('keys beyond one page of SCAN are all read, each once', async () => {
  const client = redis.client()
  const names = Array.from({ length: 2_500 }, (_, index) => `key:${index}`)
  await Promise.all(names.map((name) => client.set(name, name)))

  const entries = await scanRedis(client)

  expect(entries.map(({ key }) => key)).toEqual(names.toSorted())
})

test('bytes that are no text come as one character each', async () => {
  const client = redis.client()
  await client.set('bytes', Buffer.from([0xff, 0x00, 0x41]))

  expect((await scanRedis(client))[0]?.values).toEqual(['\u00ff\u0000A'])
})
