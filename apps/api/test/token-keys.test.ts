import type { Verification } from '@latchkey/shared/contract'
import { createEmulator } from '@latchkey/intercom-emulator'
import { freePort, scanRedis, type Browser } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#api/platform/clock.ts'
import { sealedRecords } from '#api/sealed-records.ts'
import { rotateKeys } from '#api/tokens/index.ts'
import { connect, jonas, maya, signedIn } from './connect.ts'
import { newKey, ringOf } from './seed-tokens.ts'
import { startTestApp, testTokenKey, type TestApp } from './test-app.ts'

/** Keys are changed under a whole API: one person with a connection and an open question. */
let api: TestApp
/** Where the other server of a test listens, so that Intercom knows its redirect URI too. */
let otherPort: number
let browser: Browser
let connectionId: string
let question: string

const older = { id: 'k1', key: Buffer.from(testTokenKey, 'base64url') }
const newer = newKey('k2')

beforeAll(async () => {
  const port = await freePort()
  otherPort = await freePort()
  const emulator = await createEmulator({
    redirectUris: [port, otherPort].map((each) => `http://localhost:${each}/api/intercom/callback`),
  })
  api = await startTestApp({ port, emulator })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
  browser = api.browser()
  await connect(browser, maya)
  connectionId = (await signedIn(browser)).connections[0]?.id ?? ''
  question = (await connect(browser, jonas)).replace('/connect/confirm/', '/api/intercom/pending/')
})
afterAll(async () => {
  await api.close()
  await api.emulator.close()
})

/** The same person at a server with other keys, until the test's end. */
async function atServerWith(tokenKeys: string): Promise<Browser> {
  const server = await startTestApp({
    redis: api.redis,
    emulator: api.emulator,
    port: otherPort,
    environment: { TOKEN_KEYS: tokenKeys },
  })
  onTestFinished(() => server.close())
  const here = server.browser()
  // On http on this machine a cookie's name has the server's port in it.
  for (const { name, value } of browser.cookies()) {
    here.setCookie(`${name.replace(new URL(api.url).port, new URL(server.url).port)}=${value}; Path=/`)
  }
  return here
}

async function verify(who: Browser): Promise<Verification> {
  const response = await who.post(`/api/connections/${connectionId}/verify`, {})
  expect(response.status).toBe(200)
  // The API serialises this answer with the contract's own schema.
  return (await response.json()) as Verification
}

const sealedEntries = async () =>
  (await scanRedis(api.redis.client())).filter(({ key }) => /:token:[^:]+$|:pending:[^:]+$/.test(key))

test('after a rotation a server without the old key serves connections and open questions', async () => {
  const both = { store: api.store, clock: systemClock, keyRing: ringOf(newer, older), records: sealedRecords }
  expect(await rotateKeys(both)).toMatchObject({ kind: 'finished', sealed: 2 })
  const entries = await sealedEntries()
  expect(entries).toHaveLength(2)
  const asked = entries.find(({ key }) => key.includes(':pending:'))
  expect(asked?.ttlMs).toBeGreaterThan(0)

  const here = await atServerWith(newer.entry)
  expect((await verify(here)).steps.every(({ ok }) => ok)).toBe(true)
  expect((await here.post(question, { choice: 'link' })).status).toBe(200)
  expect((await signedIn(here)).connections).toHaveLength(2)
})

test.each([
  ['a missing key', newer.entry],
  ['another key under its id', newKey('k1').entry],
])('%s is told as such wherever a token is opened, and loses nothing', async (_, tokenKeys) => {
  const before = await sealedEntries()
  const there = await atServerWith(tokenKeys)
  const { connection, steps } = await verify(there)
  expect(steps).toMatchObject([{ name: 'token', ok: false, code: 'store.key_missing' }])
  expect(connection).toMatchObject({ status: 'needs_reconnect', reason: 'key_lost' })
  const refused = await there.post(question, { choice: 'link' })
  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ code: 'store.key_missing' })
  expect((await sealedEntries()).map(({ key, values }) => ({ key, values }))).toEqual(
    before.map(({ key, values }) => ({ key, values })),
  )

  expect((await verify(browser)).connection).toMatchObject({ status: 'active' })
  expect((await browser.post(question, { choice: 'link' })).status).toBe(200)
})

test('a reconnect mends what needs a key that is gone for good', async () => {
  const here = await atServerWith(newer.entry)
  await verify(here)
  await connect(here, maya, { connectionId })
  expect((await verify(here)).connection).toMatchObject({ id: connectionId, status: 'active' })
})
