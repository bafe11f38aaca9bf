import { scanRedis, seededRandom, startRedis, type RedisServer } from '@latchkey/test-kit'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#api/platform/clock.ts'
import { newId, systemRandom } from '#api/platform/random.ts'
import { createStore, noRevision, revisionPart, type Step, type Store } from '#api/platform/redis/index.ts'
import { newKey, numbered, ringOf, seedTokens } from '../../test/seed-tokens.ts'
import type { KeyRing } from './key-ring.ts'
import { rotateKeys } from './rotate-keys.ts'
import { eraseToken, openToken, sealedTokens, tokenPart, writeToken } from './token-store.ts'

let redis: RedisServer
let client: Redis
let store: Store

const older = newKey('older')
const newer = newKey('newer')
const lost = newKey('lost')

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
  client = redis.client()
  // As the servers of a cluster are reached.
  store = createStore({ url: `redis+cluster://127.0.0.1:${redis.port}`, clock: systemClock })
  await store.whenUp(5_000)
})
beforeEach(() => client.flushall())
afterAll(async () => {
  await store.close()
  await redis.stop()
})

const depsWith = (keyRing: KeyRing) => ({ store, clock: systemClock, keyRing, records: [sealedTokens] })

/** The token of a number as a server with this key ring has it. */
async function accessTokenOf(keyRing: KeyRing, number: number): Promise<string | undefined> {
  const { accountId, connectionId } = numbered(number)
  const [token] = await store.readTogether([tokenPart(accountId, connectionId)])
  if (token === undefined) return undefined
  const opened = openToken(keyRing, { connectionId, token })
  return opened.kind === 'opened' ? opened.tokenSet.accessToken : opened.kind
}

/** Connects and disconnects among every `stride`-th token until it is stopped, and knows what has to be there then. */
function startWriter(
  keyRing: KeyRing,
  { lane, stride, count }: { lane: number; stride: number; count: number },
) {
  const expected = new Map<number, string | undefined>()
  const stopped = new AbortController()
  let writes = 0
  const random = seededRandom(lane)
  const commit = async (accountId: string, step: Step) => {
    const [revision = noRevision] = await store.readTogether([revisionPart(accountId)])
    return await store.commit({ accountId, revision, attempt: newId(systemRandom), steps: [step] })
  }
  const loop = async () => {
    while (!stopped.signal.aborted) {
      const number = lane + stride * (random.bytes(2).readUInt16BE() % Math.floor(count / stride))
      const { accountId, connectionId } = numbered(number)
      const accessToken = writes % 3 === 0 ? undefined : `write ${writes} of ${lane}`
      const step =
        accessToken === undefined
          ? eraseToken(accountId, connectionId)
          : writeToken(keyRing, {
              accountId,
              connectionId,
              generation: 2 + writes,
              tokenSet: { accessToken },
            })
      const { kind } = await commit(accountId, step)
      if (kind !== 'committed') throw new Error(`A writer of its own accounts met a ${kind}`)
      expected.set(number, accessToken)
      writes += 1
    }
    return expected
  }
  const running = loop()
  return {
    stop: async () => {
      stopped.abort()
      return await running
    },
  }
}

test(
  'beside connects and disconnects every token set is sealed anew, none is lost, and none that was erased comes back',
  { timeout: 60_000 },
  async () => {
    const count = 4_000
    await seedTokens(client, { keyRing: ringOf(older), count })
    const both = ringOf(newer, older)
    const writers = [0, 1, 2, 3].map((lane) => startWriter(both, { lane, stride: 4, count }))
    const rotation = await rotateKeys(depsWith(both))
    const expected = new Map(
      (await Promise.all(writers.map(({ stop }) => stop()))).flatMap((map) => [...map]),
    )

    expect(rotation).toMatchObject({ kind: 'finished', after: { complete: true, garbled: 0 } })
    const onlyNewer = ringOf(newer)
    const wanted = Array.from({ length: count }, (_, number) =>
      expected.has(number) ? expected.get(number) : `token of ${number}`,
    )
    expect(
      await Promise.all(wanted.map(async (_, number) => await accessTokenOf(onlyNewer, number))),
    ).toEqual(wanted)
    // The writers did meet the rotation, on both sides of it.
    expect(expected.size).toBeGreaterThan(50)
    expect(await rotateKeys(depsWith(both))).toMatchObject({ kind: 'finished', sealed: 0 })
  },
)

test('progress goes up to the total, by the key that each had', async () => {
  await seedTokens(client, { keyRing: ringOf(lost), count: 1 })
  await seedTokens(client, { keyRing: ringOf(older), count: 250 })
  const told: { sealed: number; total: number; byKey: unknown }[] = []
  await rotateKeys(depsWith(ringOf(newer, older)), {
    onProgress: ({ sealed, total, byKey }) => told.push({ sealed, total, byKey: Object.fromEntries(byKey) }),
  })
  expect(told.length).toBeGreaterThan(1)
  expect(told.map(({ total }) => total)).toEqual(told.map(() => 250))
  expect(told.at(-1)).toEqual({ sealed: 250, total: 250, byKey: { older: 250 } })
})

test('generation and place of a token set stay, and so does what a later version adds to its record', async () => {
  const { accountId, connectionId } = numbered(1)
  const step = writeToken(ringOf(older), { ...numbered(1), generation: 7 })
  await client.set(step.key, JSON.stringify({ ...JSON.parse(step.args[0] ?? ''), later: 'stays' }))
  await rotateKeys(depsWith(ringOf(newer, older)))
  expect(JSON.parse((await client.get(step.key)) ?? '')).toMatchObject({ generation: 7, later: 'stays' })
  const [token] = await store.readTogether([tokenPart(accountId, connectionId)])
  expect(token?.sealed).toMatch(/^v1\.newer\./)
  expect(await accessTokenOf(ringOf(newer), 1)).toBe('token of 1')
})

test('what needs a missing key is counted and left exactly as it is; the rest is sealed anew', async () => {
  await seedTokens(client, { keyRing: ringOf(older), count: 30 })
  await seedTokens(client, { keyRing: ringOf(lost), count: 20 })
  const before = await scanRedis(client)
  const rotation = await rotateKeys(depsWith(ringOf(newer, older)))
  expect(rotation).toMatchObject({
    kind: 'finished',
    sealed: 10,
    after: {
      opening: new Map([
        ['newer', 10],
        ['older', 0],
      ]),
      missing: new Map([['lost', 20]]),
    },
  })
  const after = await scanRedis(client)
  const needLost = ({ values }: { values: readonly string[] }) => values[0]?.includes('v1.lost.')
  expect(after.filter(needLost)).toEqual(before.filter(needLost))
  expect(await accessTokenOf(ringOf(lost), 3)).toBe('token of 3')
})

test('a record that was moved to another connection, or is no record, is counted and left as it is', async () => {
  await seedTokens(client, { keyRing: ringOf(older), count: 3 })
  const keyOf = (number: number) => writeToken(ringOf(older), numbered(number)).key
  await client.set(keyOf(1), (await client.get(keyOf(0))) ?? '')
  await client.set(keyOf(2), 'no record')
  const moved = await client.get(keyOf(1))
  expect(await rotateKeys(depsWith(ringOf(newer, older)))).toMatchObject({
    kind: 'finished',
    sealed: 1,
    after: { broken: new Map([['older', 1]]), garbled: 1 },
  })
  expect(await accessTokenOf(ringOf(newer, older), 1)).toBe('broken')
  expect([await client.get(keyOf(1)), await client.get(keyOf(2))]).toEqual([moved, 'no record'])
})

test('another key under the id of the first changes nothing at all', async () => {
  await seedTokens(client, { keyRing: ringOf(older), count: 20 })
  await seedTokens(client, { keyRing: ringOf(newer), count: 10 })
  const before = await scanRedis(client)
  const impostor = ringOf({ ...lost, id: 'newer' }, older)
  expect(await rotateKeys(depsWith(impostor))).toEqual({ kind: 'wrong_key', keyId: 'newer', broken: 10 })
  expect(await scanRedis(client)).toEqual(before)
})

test('a signal ends it after the batch, with what is left', async () => {
  await seedTokens(client, { keyRing: ringOf(older), count: 500 })
  const stop = new AbortController()
  const both = ringOf(newer, older)
  const rotation = await rotateKeys(depsWith(both), {
    signal: stop.signal,
    perSecond: 10,
    onProgress: () => stop.abort(),
  })
  const sealed = rotation.kind === 'stopped' ? rotation.sealed : Number.NaN
  expect(rotation).toEqual({ kind: 'stopped', sealed, left: 500 - sealed })
  expect(sealed).toBeGreaterThan(0)
  expect(sealed).toBeLessThanOrEqual(100)
  expect(await rotateKeys(depsWith(both))).toMatchObject({ kind: 'finished', sealed: 500 - sealed })
})

test('a Redis that is away for a moment only delays it', async () => {
  await seedTokens(client, { keyRing: ringOf(older), count: 500 })
  let isFrozen = false
  const rotation = await rotateKeys(depsWith(ringOf(newer, older)), {
    onProgress: () => {
      if (isFrozen) return
      isFrozen = true
      redis.freeze()
      void systemClock.sleep(700).then(() => redis.thaw())
    },
  })
  expect(rotation).toMatchObject({ kind: 'finished', sealed: 500, after: { missing: new Map() } })
})
