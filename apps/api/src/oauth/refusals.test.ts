import { answerConsent, type FaultInput, type Switches } from '@latchkey/intercom-emulator'
import { expectNoSecret, fakeClock, scanRedis, type Browser, type FakeClock } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { authorise, comeBack, connect, maya, sessionOf, start, tomas } from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

let api: TestApp
let clock: FakeClock

beforeAll(async () => {
  clock = fakeClock(Date.now())
  api = await startTestApp({ clock })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
  await clock.set(Date.now())
})
afterAll(() => api.close())

const counters = () => api.emulator.control.state().counters

/** Nobody is signed in, no account or token was made, and nobody's workspace was touched. */
async function expectNothingDone(browser: Browser): Promise<void> {
  expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
  const keys = (await scanRedis(api.redis.client())).map(({ key }) => key)
  expect(keys.filter((key) => !key.startsWith('flow:'))).toEqual([])
  expect(counters().uninstalls).toBe(0)
  expectNoSecret(api.log.text(), [...api.secrets(), ...secretsOf(browser)])
  expect(api.log.text()).not.toContain('dG9rO')
}

/** The secrets behind a browser's cookies. */
function secretsOf(browser: Browser): string[] {
  return browser.cookies().map(({ value }) => value.split('.')[1] ?? '')
}

const change = (query: (parameters: URLSearchParams) => void) => (callback: string) => {
  const url = new URL(callback, api.url)
  query(url.searchParams)
  return url.pathname + url.search
}

test.each([
  ['no state', 'oauth.state_invalid', change((query) => query.delete('state'))],
  ['an empty state', 'oauth.state_invalid', change((query) => query.set('state', ''))],
  ['state=null', 'oauth.state_invalid', change((query) => query.set('state', 'null'))],
  ['state=undefined', 'oauth.state_invalid', change((query) => query.set('state', 'undefined'))],
  ['state=[object Object]', 'oauth.state_invalid', change((query) => query.set('state', '[object Object]'))],
  ['a state that was changed', 'oauth.state_invalid', change((query) => query.set('state', 'x'.repeat(43)))],
  ['code and error', 'oauth.response_invalid', change((query) => query.set('error', 'access_denied'))],
  ['neither code nor error', 'oauth.response_invalid', change((query) => query.delete('code'))],
  ['a repeated code', 'oauth.response_invalid', change((query) => query.append('code', 'other'))],
  ['a repeated state', 'oauth.response_invalid', change((query) => query.append('state', 'other'))],
  [
    'a code over 2,048 characters',
    'oauth.response_invalid',
    change((query) => query.set('code', 'c'.repeat(2_049))),
  ],
  [
    'a token in the address',
    'oauth.response_invalid',
    change((query) => query.set('access_token', 'dG9rOmV4')),
  ],
  ['a foreign issuer', 'oauth.response_invalid', change((query) => query.set('iss', 'https://evil.example'))],
])('a callback with %s ends as %s, without an exchange', async (_name, code, spoil) => {
  const browser = api.browser()
  const callback = spoil(await authorise(await start(browser), maya))
  expect(await comeBack(browser, callback)).toMatch(
    new RegExp(`^/connections\\?connect_error=${code}&request_id=`),
  )
  expect(counters().tokenExchanges).toBe(0)
  await expectNothingDone(browser)
})

test.each(['access_denied', 'server_error', 'anything', ''])(
  'error=%j with a valid state means declined',
  async (error) => {
    const browser = api.browser()
    const callback = change((query) => {
      query.delete('code')
      query.set('error', error)
      query.set('error_description', '<script>alert(1)</script>')
    })(await authorise(await start(browser), maya))
    const landing = await comeBack(browser, callback)
    expect(landing).toContain('connect_error=oauth.denied')
    expect(landing).not.toContain('script')
    expect(await comeBack(browser, callback)).toBe(landing)
    await expectNothingDone(browser)
  },
)

const token = 'POST /auth/eagle/token'
const me = 'GET /me'
const faults: [string, FaultInput][] = [
  ['oauth.code_rejected', { route: token, kind: 'status', status: 400 }],
  ['oauth.code_rejected', { route: token, kind: 'status', status: 401 }],
  ['oauth.code_rejected', { route: token, kind: 'status', status: 404 }],
  ['oauth.code_rejected', { route: token, kind: 'status', status: 429 }],
  ['intercom.bad_answer', { route: token, kind: 'html' }],
  ['intercom.bad_answer', { route: token, kind: 'empty' }],
  ['intercom.bad_answer', { route: token, kind: 'invalidJson' }],
  ['intercom.bad_answer', { route: token, kind: 'noToken' }],
  ['intercom.bad_answer', { route: token, kind: 'redirect' }],
  ['intercom.bad_answer', { route: token, kind: 'oversize' }],
  ['intercom.bad_answer', { route: token, kind: 'changeAnswer', set: { token_type: 'mac' } }],
  ['intercom.bad_answer', { route: token, kind: 'changeAnswer', set: { access_token: 7, token: 7 } }],
  ['intercom.unavailable', { route: token, kind: 'status', status: 500 }],
  ['intercom.unavailable', { route: token, kind: 'status', status: 503 }],
  ['intercom.unavailable', { route: token, kind: 'reset' }],
  ['intercom.unavailable', { route: token, kind: 'reset', effect: 'done' }],
  ['oauth.identity_unreadable', { route: me, kind: 'status', status: 401, code: 'token_unauthorized' }],
  ['oauth.identity_unreadable', { route: me, kind: 'status', status: 403, code: 'forbidden' }],
  ['oauth.identity_unreadable', { route: me, kind: 'meWithoutApp' }],
  ['intercom.bad_answer', { route: me, kind: 'html' }],
  ['intercom.rate_limited', { route: me, kind: 'status', status: 429 }],
  ['intercom.unavailable', { route: me, kind: 'status', status: 502 }],
  ['intercom.unavailable', { route: me, kind: 'reset' }],
]

test.each(faults)('%s when Intercom answers with %j; the next try works', async (code, fault) => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  api.emulator.control.addFault(fault)
  expect(await comeBack(browser, callback)).toContain(`connect_error=${code}&`)
  await expectNothingDone(browser)
  expect(counters().tokenExchanges).toBe(1)
  expect(await connect(browser, maya)).toContain('connected=')
})

test.each([token, me] as const)(
  'an Intercom that does not answer %s is given up within six seconds',
  { timeout: 20_000 },
  async (route) => {
    const browser = api.browser()
    const callback = await authorise(await start(browser), maya)
    api.emulator.control.addFault({ route, kind: 'hang' })
    expect(await comeBack(browser, callback)).toContain('connect_error=intercom.unavailable')
    await expectNothingDone(browser)
  },
)

const oddities: [string, Partial<Switches>, FaultInput?][] = [
  ['only `token`', { tokenAnswer: 'tokenOnly' }],
  ['an unverified e-mail', { emailVerified: 'alwaysFalse' }],
  ['no email_verified', { emailVerified: 'missing' }],
  ['email_verified null', { emailVerified: 'null' }],
  ['an unknown region', {}, { route: me, kind: 'meUnknownRegion' }],
  ['a null avatar', {}, { route: me, kind: 'changeAnswer', set: { avatar: null } }],
]

test.each(oddities)('an answer with %s still connects', async (_name, switches, fault) => {
  api.emulator.control.setSwitches(switches)
  if (fault !== undefined) api.emulator.control.addFault(fault)
  const browser = api.browser()
  expect(await connect(browser, maya)).toContain('connected=')
})

test('an e-mail that Intercom has not verified is shown so, and decides nothing', async () => {
  api.emulator.control.setSwitches({ emailVerified: 'alwaysFalse' })
  const browser = api.browser()
  await connect(browser, maya)
  expect(await sessionOf(browser)).toMatchObject({ connections: [{ admin: { emailVerified: false } }] })
})

test('a state over ten minutes old is told from one that never was', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  await clock.advance(600_001)
  expect(await comeBack(browser, callback)).toContain('connect_error=oauth.state_expired')
  await expectNothingDone(browser)
})

test('the first result is shown again for as long as the flow is kept', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  const landing = await comeBack(browser, callback)
  await clock.advance(1_800_000)
  expect(await comeBack(browser, callback)).toBe(landing)
})

test('what a person is told has its code and its cause in the log, under the id that the person sees', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  api.emulator.control.addFault({ route: token, kind: 'status', status: 503 })
  const landing = await comeBack(browser, callback)
  const requestId = new URLSearchParams(landing.split('?')[1]).get('request_id')
  const lines = api.log.lines.filter((line) => line['requestId'] === requestId)
  expect(lines).toContainEqual(expect.objectContaining({ event: 'request', code: 'intercom.unavailable' }))
  expect(lines).toContainEqual(
    expect.objectContaining({
      err: expect.objectContaining({ type: 'IntercomError', code: 'intercom.unavailable' }),
    }),
  )
})

test('a code that Intercom no longer takes ends as code_rejected', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  api.emulator.control.moveClock({ advanceMs: 301_000 })
  expect(await comeBack(browser, callback)).toContain('connect_error=oauth.code_rejected')
  await expectNothingDone(browser)
})

test('a code and state of another browser are refused without an exchange', async () => {
  const attacker = api.browser()
  const callback = await authorise(await start(attacker), tomas)
  const victim = api.browser()
  expect(await comeBack(victim, callback)).toContain('connect_error=oauth.state_invalid')
  await start(victim)
  expect(await comeBack(victim, callback)).toContain('connect_error=oauth.state_invalid')
  expect(counters().tokenExchanges).toBe(0)
  await expectNothingDone(victim)
})

test('a state is good for one code: another code with it is refused without an exchange', async () => {
  const browser = api.browser()
  const authorizeUrl = await start(browser)
  const callback = await authorise(authorizeUrl, maya)
  await comeBack(browser, callback)
  const other = new URL(await answerConsent(authorizeUrl, tomas))
  expect(await comeBack(browser, other.pathname + other.search)).toContain('oauth.state_invalid')
  expect(counters().tokenExchanges).toBe(1)
})

test.each([
  { 'sec-purpose': 'prefetch' },
  { purpose: 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { 'sec-fetch-dest': 'iframe' },
  { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' },
])('a callback that no person navigated to (%j) uses nothing up', async (headers) => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  expect((await browser.navigate(callback, { crossSite: true, headers })).status).toBe(400)
  expect((await browser.fetch(callback, { method: 'HEAD' })).status).toBe(405)
  expect(await comeBack(browser, callback)).toContain('connected=')
})

test('a redirect URI in the input is refused, and ours is sent', async () => {
  const browser = api.browser()
  const response = await browser.post('/api/intercom/connect', { redirect_uri: 'https://evil.example' })
  expect(response.status).toBe(400)
  expect(new URL(await start(browser)).searchParams.get('redirect_uri')).toBe(
    `${api.url}/api/intercom/callback`,
  )
})

test('a refused callback leaves one line for the security log and no secret in it', async () => {
  const browser = api.browser()
  const callback = await authorise(await start(browser), maya)
  const before = api.log.lines.length
  await comeBack(api.browser(), callback)
  const lines = api.log.lines.slice(before).filter(({ event }) => event === 'security')
  expect(lines).toMatchObject([{ code: 'oauth.state_invalid', route: '/api/intercom/callback' }])
  const parameters = new URL(callback, api.url).searchParams
  expectNoSecret(api.log.text(), [parameters.get('state') ?? '', parameters.get('code') ?? ''])
})
