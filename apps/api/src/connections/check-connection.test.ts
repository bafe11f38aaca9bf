import { intercomHosts } from '@latchkey/shared/intercom'
import { fakeClock, type FakeClock } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemRandom } from '#api/platform/random.ts'
import { runDueJobs } from '#api/platform/schedule/index.ts'
import { createKeyRing } from '#api/tokens/index.ts'
import { connect, jonas, maya, signedIn } from '../../test/connect.ts'
import { startTestApp, testTokenKey, type TestApp } from '../../test/test-app.ts'
import { checkConnection, type ConnectionsDeps } from './index.ts'

const dayMs = 86_400_000

let api: TestApp
let clock: FakeClock
let deps: ConnectionsDeps

beforeAll(async () => {
  clock = fakeClock(Date.now())
  api = await startTestApp({ clock })
  const apiUrl = `${api.emulator.url}/{region}`
  deps = {
    store: api.store,
    clock,
    random: systemRandom,
    keyRing: createKeyRing({
      keys: [{ id: 'k1', key: Buffer.from(testTokenKey, 'base64url') }],
      random: systemRandom,
    }),
    intercom: { hosts: intercomHosts({ apiUrl }), version: '2.16' },
  }
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
})
afterAll(() => api.close())

const runJobs = () =>
  runDueJobs({
    store: api.store,
    clock,
    handlers: { check: checkConnection(deps) },
    onFailure: (_job, error) => {
      throw error
    },
  })

test('a revoked connection is noticed within a day and a half, without anybody asking', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  api.emulator.control.revokeTokens(maya)
  expect(await runJobs()).toBe(0)
  await clock.advance(1.25 * dayMs)
  expect(await runJobs()).toBe(1)
  expect((await signedIn(browser)).connections).toMatchObject([
    { status: 'needs_reconnect', reason: 'revoked' },
  ])
})

test('a connection is checked once a day, by one of several processes', async () => {
  await connect(api.browser(), maya)
  const before = api.emulator.control.state().counters.me
  await clock.advance(1.25 * dayMs)
  const done = await Promise.all([runJobs(), runJobs(), runJobs()])
  expect(done.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(api.emulator.control.state().counters.me).toBe(before + 1)
  expect(await runJobs()).toBe(0)
})

test('a check of a connection that is gone takes itself off', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const due = async () => (await api.redis.client().keys('due:*')).length
  expect(await due()).toBe(1)
  const [connection] = (await signedIn(browser)).connections
  const [account] = await api.redis.client().keys('{*}:connections')
  await api.redis.client().del(account ?? '')
  expect(connection).toBeDefined()
  await clock.advance(1.25 * dayMs)
  await runJobs()
  expect(await due()).toBe(0)
})

test('a question that was cancelled has the identity’s own connection checked at once', async () => {
  const [mine, theirs] = [api.browser(), api.browser()]
  await connect(mine, maya)
  await connect(theirs, jonas)
  api.emulator.control.setSwitches({ reauthorisingRevokesPrevious: true })
  const question = await connect(mine, jonas)
  await mine.post(question.replace('/connect/confirm', '/api/intercom/pending'), { choice: 'cancel' })
  expect(await runJobs()).toBe(1)
  expect((await signedIn(theirs)).connections).toMatchObject([{ status: 'needs_reconnect' }])
})
