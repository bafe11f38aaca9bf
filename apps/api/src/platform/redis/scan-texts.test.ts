import { freePort, startRedis, type RedisServer } from '@latchkey/test-kit'
import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { createStore, scanTexts } from './index.ts'

const keys = Array.from({ length: 1_500 }, (_, number) => `{${number}}:token:x`)

async function scanned(url: string): Promise<{ found: string[]; largest: number }> {
  const store = createStore({ url, clock: systemClock })
  onTestFinished(() => store.close())
  await store.whenUp(5_000)
  const found: string[] = []
  let largest = 0
  for await (const batch of scanTexts({ store, clock: systemClock }, '{*}:token:*')) {
    largest = Math.max(largest, batch.length)
    found.push(...batch.map(({ key, text }) => `${key}=${text}`))
  }
  return { found, largest }
}

test.each(['redis', 'redis+cluster'])('over %s every key is read, in batches, and no other', async (form) => {
  const redis = await startRedis({ cluster: true })
  onTestFinished(() => redis.stop())
  const client = redis.client()
  await Promise.all(keys.map((key) => client.set(key, 'text')))
  await client.set('{x}:other:y', 'text')
  const { found, largest } = await scanned(`${form}://127.0.0.1:${redis.port}`)
  expect(new Set(found)).toEqual(new Set(keys.map((key) => `${key}=text`)))
  expect(largest).toBeLessThanOrEqual(100)
})

/** Two masters that share the slots, as a cluster of several machines does. */
async function startTwoMasters(): Promise<[RedisServer, RedisServer]> {
  const start = async () => {
    const args = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1']
    return await startRedis({ args: [...args, '--cluster-port', String(await freePort())] })
  }
  const [one, other] = await Promise.all([start(), start()])
  onTestFinished(async () => {
    await Promise.all([one.stop(), other.stop()])
  })
  await one.client().call('CLUSTER', 'ADDSLOTSRANGE', '0', '8191')
  await other.client().call('CLUSTER', 'ADDSLOTSRANGE', '8192', '16383')
  const [, busPort] = /@(\d+)/.exec(String(await other.client().call('CLUSTER', 'NODES'))) ?? []
  await one.client().call('CLUSTER', 'MEET', '127.0.0.1', String(other.port), busPort ?? '')
  const isComplete = async (redis: RedisServer) =>
    String(await redis.client().call('CLUSTER', 'INFO')).includes('cluster_state:ok')
  await vi.waitFor(
    async () => expect(await Promise.all([isComplete(one), isComplete(other)])).toEqual([true, true]),
    { timeout: 15_000 },
  )
  return [one, other]
}

test('on a cluster every master is read', { timeout: 30_000 }, async () => {
  const [one, other] = await startTwoMasters()
  const url = `redis+cluster://127.0.0.1:${one.port}`
  const store = createStore({ url, clock: systemClock })
  onTestFinished(() => store.close())
  await store.whenUp(5_000)
  for (const key of keys) await store.run((client) => client.set(key, 'text'))
  expect(await one.client().dbsize()).toBeGreaterThan(0)
  expect(await other.client().dbsize()).toBeGreaterThan(0)
  const { found } = await scanned(url)
  expect(found.toSorted()).toEqual(keys.map((key) => `${key}=text`).toSorted())
})
