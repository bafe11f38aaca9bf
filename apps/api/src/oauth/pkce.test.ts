import { intercomProvider } from '@latchkey/shared/intercom'
import { expectNoSecret, scanRedis, type Browser } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { authorise, comeBack, connect, jonas, maya, sessionOf, signedIn, start } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'
import { codeVerifierOf } from './flow-proof.ts'

let api: TestApp

beforeAll(async () => {
  api = await startTestApp({ provider: { ...intercomProvider, pkce: 'S256', sendsIssuer: true } })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
  api.emulator.control.setSwitches({ pkce: 'required', issuer: 'sent' })
})
afterAll(() => api.close())

const exchanges = () => api.emulator.control.state().counters.tokenExchanges
const tokens = () => api.emulator.control.state().tokens
const redisText = async () => JSON.stringify(await scanRedis(api.redis.client()))

/** One callback with the code of another. */
function withCodeOf(callback: string, other: string): string {
  const [url, from] = [new URL(callback, api.url), new URL(other, api.url)]
  url.searchParams.set('code', from.searchParams.get('code') ?? '')
  return url.pathname + url.search
}

/** The cookie of a browser's only flow, and the secret in it. */
function flowOf(browser: Browser): { name: string; value: string; secret: string } {
  const [cookie] = browser.cookies()
  if (cookie === undefined) throw new Error('no flow has begun')
  return { ...cookie, secret: cookie.value.split('.')[1] ?? '' }
}

test('a person connects where PKCE is demanded, and again, and nobody keeps or logs the verifier', async () => {
  const browser = api.browser()
  const authorizeUrl = await start(browser)
  const codeVerifier = codeVerifierOf(flowOf(browser).secret)
  const whileOpen = await redisText()
  expect(await comeBack(browser, await authorise(authorizeUrl, maya))).toContain('connected=')
  expect((await signedIn(browser)).connections).toMatchObject([{ workspace: { id: maya.workspaceId } }])
  for (const text of [whileOpen, await redisText(), api.log.text(), authorizeUrl]) {
    expectNoSecret(text, [codeVerifier])
  }
  expect(await connect(browser, maya)).toContain('connected=')
})

test('an injected code of another flow is refused where it is exchanged, and stays good for its own', async () => {
  const [victim, thief] = [api.browser(), api.browser()]
  const stolen = await authorise(await start(victim), maya)
  const own = await authorise(await start(thief), jonas)
  expect(await comeBack(thief, withCodeOf(own, stolen))).toContain('connect_error=oauth.code_rejected')
  expect(await sessionOf(thief)).toEqual({ status: 'anonymous' })
  expect(tokens()).toEqual([])
  expect(await redisText()).not.toContain(maya.workspaceId)
  expect(await comeBack(victim, stolen)).toContain('connected=')
})

test('without the secret that the verifier is made from nothing is exchanged', async () => {
  const [owner, other] = [api.browser(), api.browser()]
  const callback = await authorise(await start(owner), maya)
  await start(other)
  // The name that the flow's cookie has, with the secret of another flow in it.
  const name = flowOf(owner).name
  other.setCookie(`${name}=${flowOf(other).value}; Path=/`)
  expect(await comeBack(other, callback)).toContain('connect_error=oauth.state_invalid')
  expect(await comeBack(api.browser(), callback)).toContain('connect_error=oauth.state_invalid')
  expect(exchanges()).toBe(0)
  expect(await comeBack(owner, callback)).toContain('connected=')
})

test.each(['absent', 'foreign'] as const)(
  'an answer whose issuer is %s ends without an exchange',
  async (issuer) => {
    api.emulator.control.setSwitches({ issuer })
    expect(await connect(api.browser(), maya)).toContain('connect_error=oauth.response_invalid')
    expect(exchanges()).toBe(0)
  },
)
