import type { Browser, FakeClock } from '@latchkey/test-kit'
import { fakeClock, scanRedis } from '@latchkey/test-kit'
import { ActiveSessionList, type ActiveSession } from '@latchkey/shared/contract'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { authorise, comeBack, connect, jonas, maya, sessionOf, signedIn, start } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

const hourMs = 3_600_000
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

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

const end = (browser: Browser, path: string) => browser.fetch(path, { method: 'DELETE' })

async function listed(browser: Browser): Promise<ActiveSession[]> {
  const response = await browser.fetch('/api/sessions')
  return ActiveSessionList.parse(await response.json()).items
}

/** The id under which a browser sees itself in the list. */
async function idOf(browser: Browser): Promise<string> {
  const [own] = await listed(browser)
  if (own?.current !== true) throw new Error('this browser is not first in its list')
  return own.id
}

async function codeOf(response: Response): Promise<unknown> {
  return [response.status, Object(await response.json()).code]
}

const accountOf = async (browser: Browser) => (await signedIn(browser)).account.id
const keysOf = async () => (await scanRedis(api.redis.client())).map(({ key }) => key)
const sessionKeys = async () => (await keysOf()).filter((key) => key.includes(':session:'))
const revisions = async () => {
  const keys = (await keysOf()).filter((key) => key.endsWith(':rev')).toSorted()
  return await Promise.all(keys.map(async (key) => await api.redis.client().get(key)))
}

test('the list names every browser of the account, this one first, with what it is and its times', async () => {
  const [here, there, silent] = [api.browser(firefox), api.browser(iphone), api.browser()]
  const begun = clock.now()
  await connect(silent, maya)
  await clock.advance(hourMs)
  await connect(there, maya)
  await clock.advance(hourMs)
  await connect(here, maya)
  await connect(api.browser(firefox), jonas)
  await clock.advance(60_000)
  const iso = (at: number) => new Date(at).toISOString()
  const day = 24 * hourMs
  const browser = (signedInAt: number) => ({
    id: expect.stringMatching(/^[\w-]{22}$/),
    current: false,
    signedInAt: iso(signedInAt),
    lastSeenAt: iso(signedInAt),
    idleEndsAt: iso(signedInAt + 3 * day),
    endsAt: iso(signedInAt + 30 * day),
  })
  expect(await listed(here)).toEqual([
    {
      ...browser(begun + 2 * hourMs),
      current: true,
      userAgent: 'Firefox on Linux',
      lastSeenAt: iso(clock.now()),
      idleEndsAt: iso(clock.now() + 3 * day),
    },
    { ...browser(begun + hourMs), userAgent: 'Safari on iPhone' },
    browser(begun),
  ])
})

test('the id of a browser stays when its session gets a new id, and so does when it signed in', async () => {
  const browser = api.browser(firefox)
  await connect(browser, maya)
  const [before] = await listed(browser)
  await clock.advance(hourMs)
  await connect(browser, maya)
  const after = await listed(browser)
  expect(after).toHaveLength(1)
  expect(after[0]).toMatchObject({ id: before?.id, signedInAt: before?.signedInAt })
  expect(Date.parse(after[0]?.endsAt ?? '')).toBe(clock.now() + 30 * 24 * hourMs)
})

test('several sessions that one browser has at a moment are one browser', async () => {
  const browser = api.browser(firefox)
  await connect(browser, maya)
  const callbacks = [await authorise(await start(browser), maya), await authorise(await start(browser), maya)]
  const alike = [api.browser(firefox), api.browser(firefox)]
  for (const one of alike)
    for (const { name, value } of browser.cookies()) one.setCookie(`${name}=${value}; Path=/`)
  await Promise.all(callbacks.map(async (callback, at) => await comeBack(alike[at] ?? browser, callback)))
  expect(await sessionKeys()).toHaveLength(2)
  expect(await listed(alike[0] ?? browser)).toHaveLength(1)
})

test('what opens an account is nowhere in the list', async () => {
  const [here, there] = [api.browser(), api.browser()]
  await connect(here, maya)
  await connect(there, maya)
  const text = await (await here.fetch('/api/sessions')).text()
  const hashes = (await sessionKeys()).map((key) => key.split(':').at(-1) ?? '')
  const secrets = [here, there].flatMap((browser) =>
    browser.cookies().map(({ value }) => value.split('.')[1]),
  )
  expect([...hashes, ...secrets].filter((secret) => secret === undefined || text.includes(secret))).toEqual(
    [],
  )
  expect(hashes).toHaveLength(2)
  const id = await idOf(there)
  const [name, accountId] = [here.cookies()[0]?.name ?? '', await accountOf(here)]
  const forger = api.browser()
  for (const secret of [id, id.padEnd(43, '0')]) {
    forger.setCookie(`${name}=${accountId}.${secret}; Path=/`)
    expect(await sessionOf(forger)).toEqual({ status: 'anonymous' })
  }
})

test('nothing of what a browser says of itself is kept but our own words for it', async () => {
  const browser = api.browser(`<img src=x onerror=alert(1)> Firefox/1 ${'x'.repeat(4_000)} Linux`)
  await connect(browser, maya)
  expect((await listed(browser))[0]?.userAgent).toBe('Firefox')
  const values = await Promise.all((await sessionKeys()).map((key) => api.redis.client().get(key)))
  expect(values.join()).not.toMatch(/onerror|xxx/)
})

test('a session from an answered question says which browser it is too', async () => {
  const [linking, separating] = [api.browser(firefox), api.browser(iphone)]
  await connect(linking, maya)
  const question = async (browser: Browser) =>
    (await connect(browser, jonas)).replace('/connect/confirm', '/api/intercom/pending')
  const signedInAt = (await listed(linking))[0]?.signedInAt
  await clock.advance(hourMs)
  await linking.post(await question(linking), { choice: 'link' })
  expect(await listed(linking)).toMatchObject([{ userAgent: 'Firefox on Linux', signedInAt }])
  await separating.post(await question(separating), { choice: 'separate' })
  expect(await listed(separating)).toMatchObject([
    { userAgent: 'Safari on iPhone', signedInAt: new Date(clock.now()).toISOString() },
  ])
})

test('a session that was written without browser and sign-in time is valid, listed, and can be ended', async () => {
  const [here, old] = [api.browser(), api.browser(firefox)]
  await connect(old, maya)
  const [key = ''] = await sessionKeys()
  const { userAgent, signedInAt, ...record } = JSON.parse((await api.redis.client().get(key)) ?? '{}')
  expect([userAgent, signedInAt]).toEqual(['Firefox on Linux', clock.now()])
  await api.redis.client().set(key, JSON.stringify(record), 'KEEPTTL')
  await connect(here, maya)
  const [, other] = await listed(here)
  expect(other).toMatchObject({ current: false, signedInAt: new Date(clock.now()).toISOString() })
  expect(other).not.toHaveProperty('userAgent')
  expect(await sessionOf(old)).toMatchObject({ status: 'connected' })
  expect((await end(here, `/api/sessions/${other?.id}`)).status).toBe(204)
  expect(await sessionOf(old)).toEqual({ status: 'anonymous' })
})

test.each([
  ['its idle limit', async (key: string) => void (await api.redis.client().del(key))],
  ['its absolute limit', () => clock.advance(11 * 24 * hourMs)],
])('a browser that %s has ended is not listed, and is forgotten', async (_limit, pass) => {
  const [here, there] = [api.browser(), api.browser()]
  await connect(there, maya)
  const [key = ''] = await sessionKeys()
  await clock.advance(20 * 24 * hourMs)
  await connect(here, maya)
  await pass(key)
  expect(await listed(here)).toMatchObject([{ current: true }])
  const index = `{${await accountOf(here)}}:sessions`
  await vi.waitFor(async () => expect(await api.redis.client().zcard(index)).toBe(1))
  expect(await api.redis.client().exists(key)).toBe(0)
  expect(await sessionOf(here)).toMatchObject({ status: 'connected' })
})

test('one browser is signed out from another: that one only, at once, and the account is told', async () => {
  const [here, there, third] = [api.browser(firefox), api.browser(iphone), api.browser()]
  for (const browser of [here, there, third]) await connect(browser, maya)
  const chosen = await idOf(there)
  expect((await end(here, `/api/sessions/${chosen}`)).status).toBe(204)
  expect(await sessionOf(there)).toEqual({ status: 'anonymous' })
  expect((await there.fetch('/api/connections')).status).toBe(401)
  for (const browser of [here, third]) expect(await listed(browser)).toHaveLength(2)
  const { account, connections } = await signedIn(here)
  expect(connections).toHaveLength(1)
  const [latest] = await api.redis.client().xrevrange(`{${account.id}}:activity`, '+', '-', 'COUNT', 1)
  expect(latest?.[1]).toEqual(expect.arrayContaining(['kind', 'browser_signed_out', 'Safari on iPhone']))
  expect(latest?.[1]).not.toContain(chosen)
})

test('a browser that has gone already is a clear answer, like one that never was, and changes nothing', async () => {
  const [here, there, stranger] = [api.browser(), api.browser(), api.browser()]
  await connect(here, maya)
  await connect(there, maya)
  await connect(stranger, jonas)
  const gone = await idOf(there)
  await end(there, '/api/session')
  const before = await revisions()
  for (const id of [gone, await idOf(stranger), 'a'.repeat(22)])
    expect(await codeOf(await end(here, `/api/sessions/${id}`))).toEqual([404, 'session.not_found'])
  for (const id of ['x', 'a'.repeat(23), '%7Ba%7D', '*'])
    expect(await codeOf(await end(here, `/api/sessions/${id}`))).toEqual([400, 'request.invalid'])
  expect(await revisions()).toEqual(before)
  for (const browser of [here, stranger])
    expect(await sessionOf(browser)).toMatchObject({ status: 'connected' })
})

test('a browser may name itself: it is signed out as by signing out', async () => {
  const [here, there] = [api.browser(), api.browser()]
  await connect(here, maya)
  await connect(there, maya)
  const { account } = await signedIn(here)
  const told = await api.redis.client().xlen(`{${account.id}}:activity`)
  expect((await end(here, `/api/sessions/${await idOf(here)}`)).status).toBe(204)
  expect(here.cookies()).toEqual([])
  expect(await listed(there)).toHaveLength(1)
  expect(await api.redis.client().xlen(`{${account.id}}:activity`)).toBe(told)
})

test('every other browser is signed out, whatever it is; this one and the connections stay', async () => {
  const [here, stranger] = [api.browser(), api.browser()]
  const others = [api.browser(firefox), api.browser(iphone), api.browser()]
  for (const browser of [here, ...others]) await connect(browser, maya)
  await connect(stranger, jonas)
  expect((await end(here, '/api/sessions')).status).toBe(204)
  for (const browser of others) expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
  expect((await signedIn(here)).connections).toHaveLength(1)
  expect(await sessionOf(stranger)).toMatchObject({ status: 'connected' })
  expect(await listed(here)).toHaveLength(1)
  const entries = await api.redis.client().xrange(`{${await accountOf(here)}}:activity`, '-', '+')
  expect(entries.filter(([, fields]) => fields.includes('browser_signed_out'))).toHaveLength(3)
  const before = await revisions()
  expect((await end(here, '/api/sessions')).status).toBe(204)
  expect(await revisions()).toEqual(before)
})

test('signing out everywhere takes this browser too, and no record from before opens the account', async () => {
  const [here, there] = [api.browser(), api.browser()]
  await connect(here, maya)
  await connect(there, maya)
  const redis = api.redis.client()
  const kept = await Promise.all(
    (await sessionKeys()).map(async (key) => ({ key, text: (await redis.get(key)) ?? '' })),
  )
  const thief = api.browser()
  for (const { name, value } of here.cookies()) thief.setCookie(`${name}=${value}; Path=/`)
  expect((await end(here, '/api/sessions?include=current')).status).toBe(204)
  expect(here.cookies()).toEqual([])
  expect(await sessionKeys()).toEqual([])
  // As if a replica that had not heard of it yet took over.
  for (const { key, text } of kept) await redis.set(key, text)
  for (const browser of [there, thief]) expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
  await connect(there, maya)
  expect((await signedIn(there)).connections).toHaveLength(1)
  expect(await listed(there)).toHaveLength(1)
})

test.each(['/api/sessions', '/api/sessions?include=current', `/api/sessions/${'a'.repeat(22)}`])(
  'a page of another site cannot DELETE %s, and who is signed out may not',
  async (path) => {
    const [here, there] = [api.browser(), api.browser()]
    await connect(here, maya)
    await connect(there, maya)
    const before = await revisions()
    const cookies = here
      .cookies()
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const forged = await here.fetch(path, { method: 'DELETE', crossSite: true, headers: { cookie: cookies } })
    expect(await codeOf(forged)).toEqual([403, 'request.cross_site'])
    expect(await codeOf(await end(api.browser(), path))).toEqual([401, 'session.required'])
    expect(await revisions()).toEqual(before)
    expect(await listed(here)).toHaveLength(2)
  },
)

test('who is here is one command of Redis, whatever the session holds', async () => {
  const browser = api.browser(firefox)
  await connect(browser, maya)
  await signedIn(browser)
  const redis = api.redis.client()
  const asked = async (path: string) => {
    await redis.config('RESETSTAT')
    expect((await browser.fetch(path)).status).toBe(200)
    const stats = await redis.info('commandstats')
    const calls = [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].map((found) => [found[1], found[2]])
    return Object.fromEntries(calls.filter(([name]) => name !== 'config|resetstat' && name !== 'info'))
  }
  // A touch that is still on its way would be counted.
  await vi.waitFor(async () =>
    expect(
      await api.redis.client().zrange(`{${await accountOf(browser)}}:sessions`, 1, '+inf', 'BYSCORE'),
    ).toHaveLength(1),
  )
  expect(await asked('/api/connections')).toEqual({ mget: '1' })
  expect(await asked('/api/sessions')).toEqual({ mget: '2', zrange: '1' })
})
