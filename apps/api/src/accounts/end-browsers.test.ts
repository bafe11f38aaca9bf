import { fakeClock, scanRedis, type Browser } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { cookieNames } from '#api/platform/cookies/cookie-names.ts'
import { digest } from '#api/platform/digest.ts'
import { systemRandom } from '#api/platform/random.ts'
import type { Store } from '#api/platform/redis/index.ts'
import { createSessions, endLineage } from '#api/sessions/index.ts'
import { touchSession } from '#api/sessions/session-store.ts'
import { authorise, comeBack, connect, maya, sessionOf, signedIn, start } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'
import { epochPart } from './account-store.ts'
import { endBrowsers, type EndBrowsersDeps } from './end-browsers.ts'

const clock = fakeClock(Date.now())
let api: TestApp

beforeAll(async () => {
  api = await startTestApp({ clock })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
})
afterAll(() => api.close())

/** The use case on the API's own Redis, with something that happens once, between two of its commands. */
function interrupted(at: 'list' | 'commit', happens: () => Promise<unknown>): EndBrowsersDeps {
  let isDue = true
  const once = async () => {
    if (!isDue) return
    isDue = false
    await happens()
  }
  const store: Store = {
    ...api.store,
    async run(command) {
      const reply = await api.store.run(command)
      if (at === 'list') await once()
      return reply
    },
    async commit(plan) {
      if (at === 'commit') await once()
      return await api.store.commit(plan)
    },
  }
  const cookies = cookieNames(api.url)
  const limits = { idleMs: 3_600_000, maxMs: 86_400_000 }
  const sessions = createSessions({ store, clock, random: systemRandom, cookies, epochPart, ...limits })
  return { store, clock, random: systemRandom, sessions }
}

/** What a browser's request knows of its session once it has been let in. */
async function presentOf(browser: Browser) {
  const [accountId = '', secret = ''] = (
    browser.cookies().find(({ name }) => name.endsWith('_session'))?.value ?? ''
  ).split('.')
  const response = await browser.fetch('/api/sessions')
  const [own] = Object(await response.json()).items
  return { accountId, hash: digest(secret), lineage: String(own.id) }
}

async function pair(): Promise<[Browser, Browser]> {
  const [here, there] = [api.browser(), api.browser()]
  await connect(here, maya)
  await connect(there, maya)
  return [here, there]
}

const sessionKeys = async () =>
  (await scanRedis(api.redis.client())).map(({ key }) => key).filter((key) => key.includes(':session:'))
const end = (browser: Browser, path: string) => browser.fetch(path, { method: 'DELETE' })

test.each(['list', 'commit'] as const)(
  'a browser that gets a new session id while it is being signed out, before the %s, is signed out',
  async (moment) => {
    const [here, there] = await pair()
    const { lineage } = await presentOf(there)
    const deps = interrupted(moment, () => connect(there, maya))
    await endBrowsers(deps, await presentOf(here), { kind: 'one', lineage })
    expect(await sessionOf(there)).toEqual({ status: 'anonymous' })
    expect(await sessionKeys()).toHaveLength(1)
    expect((await signedIn(here)).connections).toHaveLength(1)
  },
)

test.each(['list', 'commit'] as const)(
  'signing out here is final when another tab gets a new session id before the %s',
  async (moment) => {
    const browser = api.browser()
    await connect(browser, maya)
    const deps = interrupted(moment, () => connect(browser, maya))
    await endLineage(deps, await presentOf(browser))
    expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
    expect(await sessionKeys()).toEqual([])
  },
)

test.each(['list', 'commit'] as const)(
  'of two browsers that sign each other out, one does, met before its %s',
  async (moment) => {
    const [here, there] = await pair()
    const [mine, theirs] = [await presentOf(here), await presentOf(there)]
    const deps = interrupted(moment, () => end(there, `/api/sessions/${mine.lineage}`))
    const ending = endBrowsers(deps, mine, { kind: 'one', lineage: theirs.lineage })
    await expect(ending).rejects.toMatchObject({ code: 'session.required' })
    expect(await sessionOf(here)).toEqual({ status: 'anonymous' })
    expect(await sessionOf(there)).toMatchObject({ status: 'connected' })
  },
)

test('twenty browsers that all sign out all others leave one', { timeout: 20_000 }, async () => {
  const browsers: Browser[] = []
  for (let count = 0; count < 20; count += 1) {
    const browser = api.browser()
    await connect(browser, maya)
    browsers.push(browser)
  }
  const answers = await Promise.all(browsers.map((browser) => end(browser, '/api/sessions')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 401]))
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  expect(await sessionKeys()).toHaveLength(1)
})

test('a browser that signs in just before all others are signed out is one of them, and may sign in again', async () => {
  const [here] = await pair()
  const late = api.browser()
  const deps = interrupted('commit', () => connect(late, maya))
  await endBrowsers(deps, await presentOf(here), { kind: 'others' })
  expect(await sessionOf(late)).toEqual({ status: 'anonymous' })
  await connect(late, maya)
  expect((await signedIn(late)).connections).toHaveLength(1)
})

test.each([
  ['one', (lineage: string) => `/api/sessions/${lineage}`],
  ['all others', () => '/api/sessions'],
  ['everyone', () => '/api/sessions?include=current'],
])('with %s signed out, a callback that was running comes to nothing', async (_whom, path) => {
  const [here, there] = await pair()
  const { lineage } = await presentOf(there)
  const { codesExchanged } = api.emulator.control.state().counters
  api.emulator.control.addFault({ route: 'GET /me', kind: 'latency', latencyMs: 300 })
  const inFlight = comeBack(there, await authorise(await start(there), maya))
  await vi.waitFor(() =>
    expect(api.emulator.control.state().counters.codesExchanged).toBe(codesExchanged + 1),
  )
  expect((await end(here, path(lineage))).status).toBe(204)
  expect(await inFlight).toContain('oauth.session_changed')
  expect(await sessionOf(there)).toEqual({ status: 'anonymous' })
})

test('a slow request of a browser that is signed out meanwhile ends, and brings nothing back', async () => {
  const [here, there] = await pair()
  const gone = await presentOf(there)
  const [connection] = (await signedIn(there)).connections
  await clock.advance(10 * 60_000)
  const { me } = api.emulator.control.state().counters
  api.emulator.control.addFault({ route: 'GET /me', kind: 'latency', latencyMs: 300 })
  const slow = there.post(`/api/connections/${connection?.id}/verify`, {})
  await vi.waitFor(() => expect(api.emulator.control.state().counters.me).toBe(me + 1))
  await end(here, `/api/sessions/${gone.lineage}`)
  expect((await slow).status).toBe(200)
  await touchSession(api.store, { ...gone, seenAt: clock.now(), idleMs: 3_600_000 })
  const index = `{${gone.accountId}}:sessions`
  expect(await api.redis.client().zcard(index)).toBe(1)
  expect(await sessionKeys()).toHaveLength(1)
  expect(await sessionOf(there)).toEqual({ status: 'anonymous' })
  // What it had found out was written beside the sign-out, and neither took the other back.
  const [checked] = (await signedIn(here)).connections
  expect(checked?.checkedAt).toBe(new Date(clock.now()).toISOString())
})

test('a sign-out that is sent again because its reply was lost is told to the account once', async () => {
  const [here, there] = await pair()
  const [mine, theirs] = [await presentOf(here), await presentOf(there)]
  const deps = interrupted('commit', () => Promise.resolve())
  const store: Store = {
    ...deps.store,
    async commit(plan) {
      await deps.store.commit(plan)
      return await deps.store.commit(plan)
    },
  }
  await endBrowsers({ ...deps, store }, mine, { kind: 'one', lineage: theirs.lineage })
  const entries = await api.redis.client().xrange(`{${mine.accountId}}:activity`, '-', '+')
  expect(entries.filter(([, fields]) => fields.includes('browser_signed_out'))).toHaveLength(1)
})
