import { expectNoSecret, scanRedis, type Browser } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  authorise,
  comeBack,
  connect,
  elodie,
  isla,
  jonas,
  maya,
  sessionOf,
  signedIn,
  start,
  tomas,
  type Person,
} from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

let api: TestApp

beforeAll(async () => {
  api = await startTestApp()
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
})
afterAll(() => api.close())

const exchanges = () => api.emulator.control.state().counters.codesExchanged

test('a person connects a workspace and is signed in', async () => {
  const browser = api.browser()
  expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
  const landing = await connect(browser, maya)
  const { account, connections } = await signedIn(browser)
  expect(landing).toBe(`/connections?connected=${connections[0]?.id}`)
  expect(connections).toMatchObject([
    {
      status: 'active',
      uninstall: 'none',
      workspace: { id: maya.workspaceId, region: 'us' },
      admin: { id: maya.adminId },
    },
  ])
  expect(account.identities).toMatchObject([{ ...maya, signsIn: true }])
})

test('the region is learnt from Intercom, whatever host the person chose', async () => {
  const browser = api.browser()
  await connect(browser, jonas)
  await connect(api.browser(), isla, { region: 'au' })
  expect((await signedIn(browser)).connections).toMatchObject([{ workspace: { region: 'eu' } }])
})

test('the way back is kept, and results cannot be smuggled in with it', async () => {
  const landing = await connect(api.browser(), maya, {
    returnTo: '/connections?sort=name&connected=forged#top',
  })
  expect(landing).toMatch(/^\/connections\?sort=name&connected=[\w-]{22}$/)
})

test.each(['//evil.example', '/\\\\evil.example', '/%2f%2fevil.example', '/api/session'])(
  'a way back to %j is the default instead',
  async (returnTo) => {
    expect(await connect(api.browser(), maya, { returnTo })).toMatch(/^\/connections\?connected=/)
  },
)

test('a flow ends only in the sign-in that started it, not in a later one of the same account', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const callback = await authorise(await start(browser), maya)
  const flows = browser.cookies().filter(({ name }) => !name.endsWith('_session'))
  await browser.fetch('/api/session', { method: 'DELETE' })
  await connect(browser, maya)
  for (const { name, value } of flows) browser.setCookie(`${name}=${value}; Path=/`)
  expect(await comeBack(browser, callback)).toContain('connect_error=oauth.session_changed')
})

test('a flow that started signed out renews the identity that its browser has signed in with meanwhile', async () => {
  const browser = api.browser()
  const early = await authorise(await start(browser), maya)
  await connect(browser, maya)
  expect(await comeBack(browser, early)).toContain('connected=')
  expect((await signedIn(browser)).connections).toHaveLength(1)
})

test('a second browser with the same identity signs in to the same account', async () => {
  const [first, second] = [api.browser(), api.browser()]
  await connect(first, maya)
  await connect(second, maya)
  const [here, there] = [await signedIn(first), await signedIn(second)]
  expect(there.account.id).toBe(here.account.id)
  expect(there.connections).toHaveLength(1)
})

test('two tabs at once that start signed out end in one account and one connection', async () => {
  const browser = api.browser()
  const callbacks = await Promise.all([
    authorise(await start(browser), maya),
    authorise(await start(browser), maya),
  ])
  const landings = await Promise.all(callbacks.map((callback) => comeBack(browser, callback)))
  expect(new Set(landings).size).toBe(1)
  expect((await signedIn(browser)).connections).toHaveLength(1)
})

test('two tabs of a signed-in browser both finish, and the browser stays signed in', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const callbacks = [await authorise(await start(browser), maya), await authorise(await start(browser), maya)]
  const landings = await Promise.all(callbacks.map((callback) => comeBack(browser, callback)))
  expect(landings.every((landing) => landing.includes('connected='))).toBe(true)
  expect((await signedIn(browser)).connections).toHaveLength(1)
})

test('connecting again keeps id and history and replaces the token', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const before = (await signedIn(browser)).connections
  await connect(browser, maya, { connectionId: before[0]?.id })
  const after = (await signedIn(browser)).connections
  expect(after.map(({ id, connectedAt }) => ({ id, connectedAt }))).toEqual(
    before.map(({ id, connectedAt }) => ({ id, connectedAt })),
  )
  expect(exchanges()).toBe(2)
})

test('every sign-in gives a new session id, and the one before is dead', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const name = browser.cookies().find((cookie) => cookie.name.endsWith('_session'))?.name ?? ''
  const before = browser.cookie(name)?.value ?? ''
  await connect(browser, maya)
  expect(browser.cookie(name)?.value).not.toBe(before)
  const old = await browser.fetch('/api/session', { headers: { cookie: `${name}=${before}` } })
  expect(await old.json()).toEqual({ status: 'anonymous' })
})

test('twenty callbacks with one state make exactly one exchange and one answer', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  const landings = await Promise.all(Array.from({ length: 20 }, () => comeBack(browser, callback)))
  expect(new Set(landings).size).toBe(1)
  expect(api.emulator.control.state().counters.tokenExchanges).toBe(1)
  expect((await signedIn(browser)).connections).toHaveLength(1)
})

test('the same callback again shows the first result without a second exchange', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  const landing = await comeBack(browser, callback)
  expect(await comeBack(browser, callback)).toBe(landing)
  expect(exchanges()).toBe(1)
})

test('a browser whose answer was lost gets its session with the same callback again, once', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  const flowCookies = browser.cookies()
  await comeBack(browser, callback)
  const lost = api.browser()
  for (const { name, value } of flowCookies) lost.setCookie(`${name}=${value}; Path=/`)
  await comeBack(lost, callback)
  expect(await sessionOf(lost)).toMatchObject({ status: 'connected' })
  const late = api.browser()
  for (const { name, value } of flowCookies) late.setCookie(`${name}=${value}; Path=/`)
  await comeBack(late, callback)
  expect(await sessionOf(late)).toEqual({ status: 'anonymous' })
})

test('declining is told as such and changes nothing', async () => {
  const browser = api.browser()
  const landing = await comeBack(browser, await authorise(await start(browser), maya, 'cancel'))
  expect(landing).toContain('connect_error=oauth.denied')
  expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
  expect(exchanges()).toBe(0)
})

test('the sixth unfinished flow ends the oldest', async () => {
  const browser = api.browser()
  const callbacks: string[] = []
  for (let count = 0; count < 6; count += 1) callbacks.push(await authorise(await start(browser), maya))
  const [oldest = '', , , , , newest = ''] = callbacks
  expect(await comeBack(browser, oldest)).toContain('oauth.state_invalid')
  expect(await comeBack(browser, newest)).toContain('connected=')
})

test('signing out ends the session for good, and a flow that was under way with it', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const callback = await authorise(await start(browser), tomas)
  const cookies = browser.cookies()
  expect((await browser.fetch('/api/session', { method: 'DELETE' })).status).toBe(204)
  expect(browser.cookies()).toEqual([])
  const stolen = api.browser()
  for (const { name, value } of cookies) stolen.setCookie(`${name}=${value}; Path=/`)
  expect(await sessionOf(stolen)).toEqual({ status: 'anonymous' })
  expect(await comeBack(stolen, callback)).toContain('oauth.session_changed')
  expect(exchanges()).toBe(1)
})

test('a form without a script gets a page that goes on to Intercom', async () => {
  const browser = api.browser()
  const response = await browser.submit('/api/intercom/connect', { region: '', returnTo: '/connections' })
  expect(response.status).toBe(200)
  const refresh = response.headers.get('refresh') ?? ''
  expect(refresh).toMatch(/^0;url=http/)
  expect(await response.text()).toContain('Go on to Intercom')
  expect(response.headers.get('content-security-policy')).toContain("form-action 'self'")
  expect(await comeBack(browser, await authorise(refresh.slice('0;url='.length), maya))).toContain(
    'connected=',
  )
})

test('nothing secret lies in Redis, in the log or in an address', async () => {
  const browser = api.browser()
  const authorizeUrl = await start(browser)
  const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
  const callback = await authorise(authorizeUrl, maya)
  const code = new URL(callback, api.url).searchParams.get('code') ?? ''
  const flowSecrets = browser.cookies().map(({ value }) => value.split('.')[1] ?? '')
  await comeBack(browser, callback)
  const question = await connect(browser, elodie)
  expect(question).toMatch(/^\/connect\/confirm\//)
  await signedIn(browser)
  const session =
    browser
      .cookies()
      .find(({ name }) => name.endsWith('_session'))
      ?.value.split('.')[1] ?? ''
  const secrets = [state, code, session, ...flowSecrets, ...api.secrets()]
  const entries = await scanRedis(api.redis.client())
  expectNoSecret(entries, secrets)
  expectNoSecret(api.log.text(), secrets)
  // Intercom's tokens all begin with the base64 of "tok:"; none may lie anywhere in clear.
  expect(JSON.stringify(entries)).not.toContain('dG9rO')
  expect(api.log.text()).not.toContain('dG9rO')
})

test('an anonymous visit writes nothing to Redis and gets no cookie', async () => {
  const browser = api.browser()
  await sessionOf(browser)
  expect(await scanRedis(api.redis.client())).toEqual([])
  expect(browser.cookies()).toEqual([])
})

test('a region that Intercom did not name is filled in when it does', async () => {
  const browser = api.browser()
  api.emulator.control.addFault({ route: 'GET /me', kind: 'meUnknownRegion' })
  await connect(browser, maya)
  expect((await signedIn(browser)).connections).toMatchObject([{ workspace: { region: 'unknown' } }])
  await connect(browser, maya)
  expect((await signedIn(browser)).connections).toMatchObject([{ workspace: { region: 'us' } }])
})

test('a workspace that claims another known region is refused, and what is stored stays', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const before = await signedIn(browser)
  api.emulator.control.addFault({
    route: 'GET /me',
    kind: 'changeAnswer',
    set: { 'app.region': 'Australia' },
  })
  expect(await connect(browser, maya)).toContain('connect_error=oauth.identity_conflict')
  expect(await signedIn(browser)).toEqual(before)
})

/** Makes an account look as if it held this many connections besides its own. */
async function addConnections(browser: Browser, count: number, change: object): Promise<void> {
  const { account } = await signedIn(browser)
  const key = `{${account.id}}:connections`
  const { items } = JSON.parse((await api.redis.client().get(key)) ?? '')
  const others = Array.from({ length: count }, (_, at) => ({
    ...items[0],
    ...change,
    id: `${at}`.padEnd(22, 'x'),
    workspace: { ...items[0].workspace, id: `other${at}` },
  }))
  await api.redis.client().set(key, JSON.stringify({ items: [...items, ...others] }))
}

async function link(browser: Browser, who: Person): Promise<Response> {
  const question = await connect(browser, who)
  return await browser.post(question.replace('/connect/confirm', '/api/intercom/pending'), { choice: 'link' })
}

test('an account holds fifty connections; the next is refused and its question stays open', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  await addConnections(browser, 49, {})
  const refused = await link(browser, elodie)
  expect(await refused.json()).toMatchObject({ code: 'connection.limit_reached' })
  expect((await signedIn(browser)).connections).toHaveLength(50)
})

test('a tombstone makes room for a fifty-first connection', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  await addConnections(browser, 49, { status: 'disconnected', disconnectedAt: Date.now() })
  expect((await link(browser, elodie)).status).toBe(200)
  expect((await signedIn(browser)).connections).toHaveLength(2)
})
