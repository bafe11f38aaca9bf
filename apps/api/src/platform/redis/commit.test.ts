import { randomUUID } from 'node:crypto'
import { startRedis, type RedisServer } from '@latchkey/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createStore, noRevision, revisionPart, type CommitPlan, type Store } from './index.ts'

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

const text = (key: string) => ({ key, parse: (value: string) => value })

function planFor(accountId: string, more: Partial<CommitPlan> = {}): CommitPlan {
  return {
    accountId,
    revision: noRevision,
    attempt: randomUUID(),
    steps: [{ key: `{${accountId}}:account`, command: 'SET', args: ['one'] }],
    ...more,
  }
}

test('a commit writes every step and raises the revision', async () => {
  const outcome = await store.commit(
    planFor('a1', {
      steps: [
        { key: '{a1}:account', command: 'SET', args: ['one'] },
        { key: '{a1}:sessions', command: 'ZADD', args: ['5', 'x'] },
        { key: '{a1}:account', command: 'PEXPIRE', args: ['60000'] },
      ],
    }),
  )
  const [account, revision] = await store.readTogether([text('{a1}:account'), revisionPart('a1')])
  expect(account).toBe('one')
  expect(outcome).toEqual({ kind: 'committed', revision })
  expect(await redis.client().pttl('{a1}:account')).toBeGreaterThan(0)
})

test('a commit from an old revision changes nothing', async () => {
  await store.commit(planFor('a2'))
  const late = planFor('a2', { steps: [{ key: '{a2}:account', command: 'SET', args: ['late'] }] })
  expect(await store.commit(late)).toEqual({ kind: 'conflict' })
  expect(await store.readTogether([text('{a2}:account')])).toEqual(['one'])
})

test('the latest commit sent again is recognised and not applied twice', async () => {
  const plan = planFor('a3', { steps: [{ key: '{a3}:activity', command: 'XADD', args: ['*', 'kind', 'x'] }] })
  const first = await store.commit(plan)
  expect(await store.commit(plan)).toEqual(first)
  expect(await redis.client().xlen('{a3}:activity')).toBe(1)
})

test('of twenty commits from one revision exactly one is applied', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.commit(planFor('a4'))))
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual([
    'committed',
    ...Array<string>(19).fill('conflict'),
  ])
})

test('a deleted account takes no commit', async () => {
  await redis.client().set('{a5}:gone', '1')
  expect(await store.commit(planFor('a5'))).toEqual({ kind: 'gone' })
  expect(await store.readTogether([text('{a5}:account')])).toEqual([undefined])
})

test('keys of two accounts are refused before anything is sent', async () => {
  const across = planFor('a6', { steps: [{ key: '{a7}:account', command: 'SET', args: ['x'] }] })
  await expect(store.commit(across)).rejects.toThrow('hash tag')
  await expect(store.readTogether([text('{a6}:x'), text('{a7}:x')])).rejects.toThrow('hash tag')
})

test('a commit survives a flush of the scripts', async () => {
  await redis.client().script('FLUSH')
  expect(await store.commit(planFor('a8'))).toMatchObject({ kind: 'committed' })
})
