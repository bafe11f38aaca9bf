import type { Connection, Verification } from '@latchkey/shared/contract'
import { fakeClock, scanRedis, type Browser, type FakeClock } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemRandom } from '#api/platform/random.ts'
import { connect, jonas, maya, signedIn } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

let api: TestApp
let clock: FakeClock
let browser: Browser
let id: string

beforeAll(async () => {
  clock = fakeClock(Date.now())
  api = await startTestApp({ clock })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
  browser = api.browser()
  await connect(browser, maya)
  id = (await signedIn(browser)).connections[0]?.id ?? ''
})
afterAll(() => api.close())

const verify = async (who = browser) => {
  const response = await who.post(`/api/connections/${id}/verify`, {})
  // The API serialises this answer with the contract's own schema.
  return (await response.json()) as Verification
}

const list = async (query = '') => {
  const response = await browser.fetch(`/api/connections${query}`)
  return ((await response.json()) as { items: Connection[] }).items
}

test('a test of a working connection tells its steps and when it was checked', async () => {
  await clock.advance(3_600_000)
  const { connection, steps } = await verify()
  expect(steps.map(({ name, ok }) => [name, ok])).toEqual([
    ['token', true],
    ['network', true],
    ['access', true],
    ['identity', true],
  ])
  expect(connection).toMatchObject({ status: 'active', checkedAt: new Date(clock.now()).toISOString() })
})

test.each([
  ['token_revoked', 'revoked'],
  ['token_suspended', 'suspended'],
  ['token_unauthorized', 'permission'],
  ['unauthorized', 'refused'],
  ['something_new', 'refused'],
])(
  'a 401 with %s makes it need reconnecting, because it was %s; working again makes it active',
  async (code, reason) => {
    api.emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 401, code })
    const { connection, steps } = await verify()
    expect(connection).toMatchObject({ status: 'needs_reconnect', reason })
    expect(steps.at(-1)).toMatchObject({ name: 'access', ok: false, code: 'connection.needs_reconnect' })
    expect((await verify()).connection).toMatchObject({ status: 'active' })
  },
)

test.each([
  ['intercom.rate_limited', { kind: 'status', status: 429 }],
  ['intercom.unavailable', { kind: 'status', status: 503 }],
  ['intercom.unavailable', { kind: 'reset' }],
  ['intercom.bad_answer', { kind: 'html' }],
  ['intercom.permission_missing', { kind: 'status', status: 403 }],
  ['intercom.bad_answer', { kind: 'changeAnswer', set: { id: '999999' } }],
  ['intercom.bad_answer', { kind: 'changeAnswer', set: { 'app.id_code': 'otherone' } }],
  ['intercom.bad_answer', { kind: 'changeAnswer', set: { 'app.region': 'Europe' } }],
] as const)('%s (%j) is told and never counts as losing access', async (code, fault) => {
  const before = (await signedIn(browser)).connections
  api.emulator.control.addFault({ route: 'GET /me', ...fault })
  const { steps } = await verify()
  expect(steps.at(-1)).toMatchObject({ ok: false, code })
  expect((await signedIn(browser)).connections).toEqual(before)
})

test('a revoked token is noticed, and reconnecting brings the same connection back', async () => {
  api.emulator.control.revokeTokens(maya)
  expect((await verify()).connection).toMatchObject({ status: 'needs_reconnect', reason: 'revoked' })
  await connect(browser, maya, { connectionId: id })
  expect((await signedIn(browser)).connections).toMatchObject([{ id, status: 'active' }])
  expect((await verify()).steps.every(({ ok }) => ok)).toBe(true)
})

test('a token sealed with a key that is gone is told, kept, and used again when the key is back', async () => {
  const other = await startTestApp({
    redis: api.redis,
    emulator: api.emulator,
    clock,
    environment: { TOKEN_KEYS: `k2:${systemRandom.bytes(32).toString('base64url')}` },
  })
  const here = other.browser()
  for (const { name, value } of browser.cookies()) {
    here.setCookie(`${name.replace(new URL(api.url).port, new URL(other.url).port)}=${value}; Path=/`)
  }
  const { connection, steps } = await verify(here)
  expect(steps).toMatchObject([{ name: 'token', ok: false, code: 'store.key_missing' }])
  expect(connection).toMatchObject({ status: 'needs_reconnect', reason: 'key_lost' })
  await other.close()
  expect((await verify()).connection).toMatchObject({ status: 'active' })
})

test('a token that was moved from another connection does not open', async () => {
  const stranger = api.browser()
  await connect(stranger, jonas)
  const theirs = await scanRedis(api.redis.client())
  const tokens = theirs.filter(({ key }) => key.includes(':token:'))
  const mine = tokens.find(({ key }) => key.endsWith(id))?.key ?? ''
  const foreign = tokens.find(({ key }) => !key.endsWith(id))?.values[0] ?? ''
  await api.redis.client().set(mine, foreign)
  expect((await verify()).steps).toMatchObject([{ name: 'token', ok: false, code: 'store.key_missing' }])
})

test('disconnecting erases the token at once, stays in view as a tombstone, and calls nobody', async () => {
  const before = api.emulator.control.requests().requests.length
  const response = await browser.fetch(`/api/connections/${id}`, { method: 'DELETE' })
  expect(await response.json()).toMatchObject({
    id,
    status: 'disconnected',
    disconnectedAt: new Date(clock.now()).toISOString(),
  })
  expect(api.emulator.control.requests().requests).toHaveLength(before)
  const keys = (await scanRedis(api.redis.client())).map(({ key }) => key)
  expect(keys.filter((key) => /:token:|^workspace:|^due:/.test(key))).toEqual([])
  expect(await list()).toEqual([])
  expect(await list('?include=disconnected')).toMatchObject([{ id, status: 'disconnected' }])
  expect((await browser.post(`/api/connections/${id}/verify`, {})).status).toBe(404)
  expect((await signedIn(browser)).connections).toEqual([])
})

test('disconnecting twice answers the same tombstone', async () => {
  const first = await (await browser.fetch(`/api/connections/${id}`, { method: 'DELETE' })).json()
  await clock.advance(60_000)
  expect(await (await browser.fetch(`/api/connections/${id}`, { method: 'DELETE' })).json()).toEqual(first)
})

test('connecting a disconnected workspace again revives it under its id', async () => {
  await browser.fetch(`/api/connections/${id}`, { method: 'DELETE' })
  await connect(browser, maya)
  expect((await signedIn(browser)).connections).toMatchObject([{ id, status: 'active' }])
})

test('a tombstone is forgotten after thirty days', async () => {
  await browser.fetch(`/api/connections/${id}`, { method: 'DELETE' })
  await connect(browser, maya, {})
  await browser.fetch(`/api/connections/${id}`, { method: 'DELETE' })
  await clock.advance(30 * 86_400_000 + 1)
  await connect(browser, maya)
  const [connection] = (await signedIn(browser)).connections
  expect(await list('?include=disconnected')).toHaveLength(1)
  expect(connection?.connectedAt).toBe(new Date(clock.now()).toISOString())
})

test('a connection of somebody else looks like one that does not exist', async () => {
  const stranger = api.browser()
  await connect(stranger, jonas)
  const unknown = 'A'.repeat(22)
  const answers = await Promise.all(
    [id, unknown].flatMap((connectionId) => [
      stranger.fetch(`/api/connections/${connectionId}`),
      stranger.fetch(`/api/connections/${connectionId}`, { method: 'DELETE' }),
      stranger.post(`/api/connections/${connectionId}/verify`, {}),
      stranger.post('/api/intercom/connect', { connectionId }),
    ]),
  )
  const bodies = await Promise.all(
    answers.map(async (answer) => (await answer.text()).replace(/"requestId":"[^"]*"/, '')),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(8).fill(404))
  expect(new Set(bodies).size).toBe(1)
  expect((await signedIn(browser)).connections).toMatchObject([{ id, status: 'active' }])
})

test('nobody who is signed out sees, tests or ends a connection', async () => {
  const stranger = api.browser()
  const answers = await Promise.all([
    stranger.fetch('/api/connections'),
    stranger.fetch(`/api/connections/${id}`),
    stranger.fetch(`/api/connections/${id}`, { method: 'DELETE' }),
    stranger.post(`/api/connections/${id}/verify`, {}),
    stranger.post('/api/intercom/connect', { connectionId: id }),
  ])
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(5).fill(401))
})

test('an answer holds what the contract names and nothing else', async () => {
  const text = await (await browser.fetch('/api/connections')).text()
  expect(text).not.toMatch(/generation|attempt|exchangedAt|sealed|epoch|lineage/)
})

test('ten tests and a disconnect at once leave a tombstone without a token', async () => {
  await Promise.all([
    ...Array.from({ length: 10 }, () => browser.post(`/api/connections/${id}/verify`, {})),
    browser.fetch(`/api/connections/${id}`, { method: 'DELETE' }),
  ])
  expect(await list('?include=disconnected')).toMatchObject([{ id, status: 'disconnected' }])
  expect((await scanRedis(api.redis.client())).filter(({ key }) => key.includes(':token:'))).toEqual([])
})
