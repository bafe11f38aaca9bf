import { concurrently, startRedis, type RedisServer } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#api/platform/clock.ts'
import { newId, systemRandom } from '#api/platform/random.ts'
import { createStore, noRevision, revisionPart, type Store } from '#api/platform/redis/index.ts'
import { createIdentityIndex, writeAccount, type IdentityIndex } from './index.ts'

const identity = { workspaceId: 'w1', adminId: '7' }

let redis: RedisServer
let store: Store
let index: IdentityIndex

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
  store = createStore({ url: redis.url, clock: systemClock })
  await store.whenUp(5_000)
  index = createIdentityIndex({ store, random: systemRandom })
})
beforeEach(() => redis.client().flushall())
afterAll(async () => {
  await store.close()
  await redis.stop()
})

/** Claims the identity as a first connect does. */
const claim = (accountId: string) => index.claim(identity, { accountId, joinBegun: true })

async function saveAccount(id: string, holds: boolean, revision = noRevision) {
  const entry = {
    ...identity,
    workspaceName: '',
    region: 'us',
    adminName: '',
    email: '',
    emailVerified: false,
    signsIn: true,
    addedAt: 0,
  } as const
  const account = { id, epoch: 1, createdAt: 0, identities: holds ? [entry] : [] }
  return await store.commit({
    accountId: id,
    revision,
    attempt: newId(systemRandom),
    steps: [writeAccount(account)],
  })
}

test('an identity that nobody has is free, and is claimed for whoever asks', async () => {
  expect(await index.ownerOf(identity)).toEqual({ kind: 'free' })
  expect(await claim('A')).toBe('A')
})

test('fifty claims at once all end in one account', async () => {
  const answers = await concurrently(50, (at) => claim(`A${at}`))
  expect(new Set(answers.map((answer) => answer.status === 'fulfilled' && answer.value)).size).toBe(1)
})

test('an identity belongs to the account that holds it, whatever else is asked for', async () => {
  await claim('A')
  await saveAccount('A', true)
  expect(await claim('B')).toBe('A')
  expect(await index.ownerOf(identity)).toMatchObject({ kind: 'owned', account: { id: 'A' } })
})

test('an account that a stopped connect had only begun is taken over by the next', async () => {
  await claim('A')
  expect(await index.ownerOf(identity)).toEqual({ kind: 'free' })
  expect(await claim('B')).toBe('A')
})

test('an account that holds a person takes the identity from one that was only begun', async () => {
  await claim('A')
  await saveAccount('B', false)
  expect(await index.claim(identity, { accountId: 'B', joinBegun: false })).toBe('B')
  expect(await saveAccount('A', true)).toEqual({ kind: 'conflict' })
})

test('a pointer to an account without the identity is taken, and a commit that was about to add it is refused', async () => {
  await saveAccount('A', false)
  await claim('A')
  const [revision = ''] = await store.readTogether([revisionPart('A')])
  expect(await claim('B')).toBe('B')
  expect(await saveAccount('A', true, revision)).toEqual({ kind: 'conflict' })
  await saveAccount('B', true)
  expect(await index.ownerOf(identity)).toMatchObject({ kind: 'owned', account: { id: 'B' } })
})
