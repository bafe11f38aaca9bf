import { fakeClock, scanRedis, type Browser, type FakeClock } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { authorise, comeBack, connect, jonas, maya, sessionOf, signedIn, start } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

const hourMs = 3_600_000

let api: TestApp
let clock: FakeClock

beforeAll(async () => {
  clock = fakeClock(Date.now())
  api = await startTestApp({ clock })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
})
afterAll(() => api.close())

const sessionCookie = (browser: Browser) => browser.cookies().find(({ name }) => name.endsWith('_session'))

const sessionKeys = async () =>
  (await scanRedis(api.redis.client())).filter(({ key }) => /:session:/.test(key))

test('a session has 256 random bits behind an account id, in a cookie that scripts cannot read', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  const response = await browser.navigate(callback, { crossSite: true })
  const header = response.headers.getSetCookie().find((line) => line.includes('_session=')) ?? ''
  const port = new URL(api.url).port
  expect(header).toMatch(
    new RegExp(
      `^latchkey_${port}_session=[\\w-]{22}\\.[\\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax$`,
    ),
  )
})

test('two hundred sessions share no secret', { timeout: 30_000 }, async () => {
  const secrets = new Set<string>()
  for (let count = 0; count < 10; count += 1) {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const browser = api.browser()
        await connect(browser, maya)
        secrets.add(sessionCookie(browser)?.value ?? '')
      }),
    )
  }
  expect(secrets.size).toBe(200)
})

test('an account keeps twenty sessions; the one seen longest ago ends', async () => {
  const first = api.browser()
  await connect(first, maya)
  await clock.advance(1_000)
  const browsers: Browser[] = []
  for (let count = 0; count < 20; count += 1) {
    const browser = api.browser()
    await connect(browser, maya)
    await clock.advance(1_000)
    browsers.push(browser)
  }
  expect(await sessionKeys()).toHaveLength(20)
  expect(await sessionOf(first)).toEqual({ status: 'anonymous' })
  const statuses = await Promise.all(browsers.map(async (browser) => (await sessionOf(browser)).status))
  expect(new Set(statuses)).toEqual(new Set(['connected']))
})

test('records that cannot be valid any more make room before any browser that is signed in', async () => {
  const [first, second, third] = [api.browser(), api.browser(), api.browser()]
  await connect(first, maya)
  await connect(second, maya)
  const redis = api.redis.client()
  const [valid = { key: '' }] = await sessionKeys()
  const record = JSON.parse((await redis.get(valid.key)) ?? '{}')
  for (let count = 0; count < 20; count += 1) {
    const hash = `stale${count}`.padEnd(43, '0')
    await redis.set(valid.key.replace(/[^:]+$/, hash), JSON.stringify({ ...record, epoch: record.epoch - 1 }))
    await redis.zadd(valid.key.replace(/session:.*/, 'sessions'), clock.now() + hourMs, hash)
  }
  await connect(third, maya)
  for (const browser of [first, second, third])
    expect(await sessionOf(browser)).toMatchObject({ status: 'connected' })
  expect(await sessionKeys()).toHaveLength(3)
})

test('a session that is not used ends after its idle limit, which use moves on', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const idle = async () => (await sessionKeys())[0]?.ttlMs ?? 0
  expect(await idle()).toBeGreaterThan(71 * hourMs)
  const key = (await sessionKeys())[0]?.key ?? ''
  await api.redis.client().pexpire(key, 10_000)
  await clock.advance(6 * 60_000)
  await signedIn(browser)
  await vi.waitFor(async () => expect(await idle()).toBeGreaterThan(71 * hourMs))
})

test('a session is touched at most every five minutes', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  await signedIn(browser)
  const key = (await sessionKeys())[0]?.key ?? ''
  await vi.waitFor(async () =>
    expect(
      await api.redis.client().zscore(key.replace(/session:.*/, 'sessions'), key.split(':').at(-1) ?? ''),
    ).not.toBe('0'),
  )
  await api.redis.client().pexpire(key, 10_000)
  await clock.advance(4 * 60_000)
  await signedIn(browser)
  await signedIn(browser)
  expect(await api.redis.client().pttl(key)).toBeLessThanOrEqual(10_000)
})

test('no session outlives its absolute limit, however much it is used', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  for (let days = 0; days < 29; days += 1) {
    await clock.advance(24 * hourMs)
    await signedIn(browser)
  }
  await clock.advance(24 * hourMs)
  expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
})

test('signing out ends every id of this browser’s lineage and leaves other browsers alone', async () => {
  const [here, there] = [api.browser(), api.browser()]
  await connect(here, maya)
  await connect(there, maya)
  const callbacks = [await authorise(await start(here), maya), await authorise(await start(here), maya)]
  await Promise.all(callbacks.map((callback) => comeBack(here, callback)))
  expect((await here.fetch('/api/session', { method: 'DELETE' })).status).toBe(204)
  expect(await sessionKeys()).toHaveLength(1)
  expect(await sessionOf(there)).toMatchObject({ status: 'connected' })
})

test('signing out is final even with a callback in flight', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  api.emulator.control.addFault({ route: 'GET /me', kind: 'latency', latencyMs: 300 })
  const before = browser.cookies()
  const inFlight = comeBack(browser, await authorise(await start(browser), maya))
  await vi.waitFor(() => expect(api.emulator.control.state().counters.codesExchanged).toBe(2))
  const other = api.browser()
  for (const { name, value } of before) other.setCookie(`${name}=${value}; Path=/`)
  await other.fetch('/api/session', { method: 'DELETE' })
  expect(await inFlight).toContain('oauth.session_changed')
  expect(await sessionKeys()).toEqual([])
  expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
})

test('signing out while nobody is signed in is fine', async () => {
  expect((await api.browser().fetch('/api/session', { method: 'DELETE' })).status).toBe(204)
})

test.each([
  '',
  'x',
  'a.b',
  `${'a'.repeat(22)}.${'b'.repeat(42)}`,
  `${'{'.repeat(22)}.${'b'.repeat(43)}`,
  `${'a'.repeat(22)}.${'b'.repeat(43)}`,
])('the made-up session %j is nobody, and its cookie is left alone', async (value) => {
  const browser = api.browser()
  browser.setCookie(`latchkey_${new URL(api.url).port}_session=${value}; Path=/`)
  const response = await browser.fetch('/api/session')
  expect(await response.json()).toEqual({ status: 'anonymous' })
  expect(response.headers.getSetCookie()).toEqual([])
})

test('a request without a session cookie asks Redis nothing, one with a session asks once', async () => {
  const calls = async () => {
    const stats = await api.redis.client().info('commandstats')
    return Number(/cmdstat_mget:calls=(\d+)/.exec(stats)?.[1] ?? 0)
  }
  const anonymous = await calls()
  await sessionOf(api.browser())
  expect(await calls()).toBe(anonymous)
  const browser = api.browser()
  await connect(browser, maya)
  await signedIn(browser)
  const before = await calls()
  await signedIn(browser)
  expect(await calls()).toBe(before + 1)
})

test('on a 401 a cookie that was never ours is taken away, and one of the right shape stays', async () => {
  const name = `latchkey_${new URL(api.url).port}_session`
  const [odd, ended] = [api.browser(), api.browser()]
  odd.setCookie(`${name}=nonsense; Path=/`)
  ended.setCookie(`${name}=${'a'.repeat(22)}.${'b'.repeat(43)}; Path=/`)
  for (const browser of [odd, ended]) expect((await browser.fetch('/api/connections')).status).toBe(401)
  expect(odd.cookie(name)).toBeUndefined()
  expect(ended.cookie(name)).toBeDefined()
})

test('a linked identity that reconnects does not keep the account open beyond its limit', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const question = await connect(browser, jonas)
  await browser.post(question.replace('/connect/confirm', '/api/intercom/pending'), { choice: 'link' })
  await clock.advance(29 * 24 * hourMs)
  expect(await connect(browser, jonas)).toContain('connected=')
  await clock.advance(2 * 24 * hourMs)
  expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
})
