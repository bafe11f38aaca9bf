import { fakeClock, startTcpProxy, type Browser, type FakeClock } from '@latchkey/test-kit'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId, systemRandom } from '#api/platform/random.ts'
import { noRevision, revisionPart } from '#api/platform/redis/index.ts'
import { connect, jonas, maya, signedIn, type Person } from '../../test/connect.ts'
import { happen, numbered } from '../../test/happen.ts'
import { startTestApp, type TestApp, type TestAppOptions } from '../../test/test-app.ts'
import { watch, type Told, type Watching } from '../../test/watch.ts'

let api: TestApp
let browser: Browser
let accountId: string
const opened: { close(): Promise<void> }[] = []

const signIn = async (who: Person) => {
  const one = api.browser()
  await connect(one, who)
  return one
}

async function begin(options: TestAppOptions = {}): Promise<void> {
  api = await startTestApp(options)
  opened.push(api)
  browser = await signIn(maya)
  accountId = (await signedIn(browser)).account.id
}

/** Another process of the same service: the same Redis, the same address outside. */
async function anotherProcess(options: TestAppOptions = {}): Promise<TestApp> {
  const { redis, emulator, url } = api
  const other = await startTestApp({ redis, emulator, environment: { PUBLIC_URL: url }, ...options })
  opened.unshift(other)
  return other
}

/** Follows the stream at another process, as a load balancer would have it. */
const watchAt = (there: TestApp, more: { lastEventId?: string } = {}, who = browser) =>
  watch(who, { url: `${there.url}/api/events`, headers: { host: new URL(api.url).host }, ...more })

const nameOf = (told: Told | undefined) =>
  told?.event === 'activity' ? told.data.workspace?.name : told?.event

/** The names of the next so many entries. */
async function names(stream: Watching, count: number): Promise<unknown[]> {
  const found: unknown[] = []
  while (found.length < count) found.push(nameOf(await stream.next()))
  return found
}

const lastOf = async (stream: Watching): Promise<Told[]> => {
  const all: Told[] = []
  for (let told = await stream.next(); told !== undefined; told = await stream.next()) all.push(told)
  return all
}

beforeEach(() => begin())
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

test('a stream begins with where it stands, in headers that nothing on the way may hold back', async () => {
  const stream = await watch(browser)
  expect(await stream.next()).toEqual({ event: 'ready', data: {}, id: expect.stringMatching(/^\d+-\d+$/) })
  expect(stream.text()).toMatch(/^retry: \d+\n/)
  const headers = Object.fromEntries(stream.response.headers)
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(headers).not.toHaveProperty('content-length')
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  stream.leave()
})

test('what one browser does, another of the account sees within a second', async () => {
  const stream = await watch(browser)
  await stream.next()
  const other = await signIn(maya)
  expect(await stream.next()).toMatchObject({
    data: { kind: 'workspace_reconnected', actor: 'another_browser' },
  })
  const { connections } = await signedIn(other)
  const startedAt = performance.now()
  await other.fetch(`/api/connections/${connections[0]?.id}`, { method: 'DELETE' })
  const told = await stream.next()
  expect(performance.now() - startedAt).toBeLessThan(1_000)
  expect(told).toMatchObject({
    event: 'activity',
    data: { kind: 'workspace_disconnected', actor: 'another_browser', connectionId: connections[0]?.id },
  })
  stream.leave()
})

test('access that is found lost is told as Intercom’s doing', async () => {
  const stream = await watch(browser)
  await stream.next()
  const { connections } = await signedIn(browser)
  api.emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 401, code: 'token_revoked' })
  await browser.post(`/api/connections/${connections[0]?.id}/verify`, {})
  expect(await stream.next()).toMatchObject({
    data: { kind: 'access_lost', actor: 'intercom', reason: 'revoked' },
  })
  stream.leave()
})

test('an account never hears of another', async () => {
  const stranger = await signIn(jonas)
  const stream = await watch(stranger)
  await stream.next()
  await happen(api.store, accountId, ['Not for the stranger'])
  await happen(api.store, (await signedIn(stranger)).account.id, ['For the stranger'])
  expect(await names(stream, 1)).toEqual(['For the stranger'])
  stream.leave()
})

test('who comes back goes on behind the last event that was heard, at whichever process, without loss or repeat', async () => {
  const there = await anotherProcess()
  const expected = numbered(30)
  const heard: unknown[] = []
  let lastEventId: string | undefined
  let happened = 0
  for (let round = 0; round < 6; round += 1) {
    const at = round % 2 === 0 ? api : there
    const stream = await watchAt(at, lastEventId === undefined ? {} : { lastEventId })
    expect(await stream.next()).toMatchObject({ event: 'ready' })
    await happen(at === api ? there.store : api.store, accountId, expected.slice(happened, happened + 3))
    // Of five that happen in a round, three while somebody listens, of which the third is not read any more.
    for (let count = 0; count < (round === 5 ? 3 : 2); count += 1) {
      const told = await stream.next()
      heard.push(nameOf(told))
      lastEventId = told?.id
    }
    stream.leave()
    await happen(api.store, accountId, expected.slice(happened + 3, happened + 5))
    happened += 5
  }
  const rest = await watchAt(there, lastEventId === undefined ? {} : { lastEventId })
  await rest.next()
  heard.push(...(await names(rest, expected.length - heard.length)))
  expect(heard).toEqual(expected)
  rest.leave()
})

test('a stream that broke before its first entry goes on from its beginning', async () => {
  await api.redis.client().del(`{${accountId}}:activity`)
  const stream = await watch(browser)
  const lastEventId = (await stream.next())?.id ?? 'none'
  stream.leave()
  await happen(api.store, accountId, ['The very first'])
  const again = await watch(browser, { lastEventId })
  expect(await names(again, 2)).toEqual(['ready', 'The very first'])
  again.leave()
})

test.each([
  ['older than what is kept', '1-1'],
  ['one that was never given', '18446744073709551-0'],
  ['of no shape', 'x'],
])('an id %s is answered with a reset, and the stream goes on from there', async (_what, lastEventId) => {
  await happen(api.store, accountId, numbered(1_500))
  const stream = await watch(browser, { lastEventId })
  expect(await stream.next()).toMatchObject({ event: 'ready' })
  expect(await stream.next()).toMatchObject({ event: 'reset', id: expect.stringMatching(/^\d{13}-\d+$/) })
  await happen(api.store, accountId, ['After the reset'])
  expect(await names(stream, 1)).toEqual(['After the reset'])
  stream.leave()
})

test('signing out ends every stream of this browser within a second, at every process, and no other browser’s', async () => {
  const there = await anotherProcess()
  const other = await signIn(maya)
  const ending = [await watch(browser), await watchAt(there)]
  const staying = await watch(other)
  for (const stream of [...ending, staying]) await stream.next()
  const startedAt = performance.now()
  await browser.fetch('/api/session', { method: 'DELETE' })
  for (const stream of ending) {
    const last = (await lastOf(stream)).at(-1)
    expect(last).toEqual({ event: 'end', data: { reason: 'signed_out' } })
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000)
  await happen(there.store, accountId, ['Still here'])
  expect(await names(staying, 1)).toEqual(['Still here'])
  expect((await browser.fetch('/api/events')).status).toBe(401)
  staying.leave()
})

test('nothing that happens after signing out is told, not even when it comes at the same moment', async () => {
  const stream = await watch(browser)
  await stream.next()
  await browser.fetch('/api/session', { method: 'DELETE' })
  await happen(api.store, accountId, ['Too late'])
  expect((await lastOf(stream)).map(({ event }) => event)).toEqual(['end'])
})

test('an account that is gone, or whose epoch has risen, has no streams', async () => {
  const stream = await watch(browser)
  await stream.next()
  const key = `{${accountId}}:account`
  const account = JSON.parse((await api.redis.client().get(key)) ?? '')
  const risen = JSON.stringify({ ...account, epoch: account.epoch + 1 })
  const [revision = noRevision] = await api.store.readTogether([revisionPart(accountId)])
  const steps = [{ key, command: 'SET', args: [risen] } as const]
  await api.store.commit({ accountId, revision, attempt: newId(systemRandom), steps })
  expect(await lastOf(stream)).toEqual([{ event: 'end', data: { reason: 'signed_out' } }])
})

test('a new session id of the same browser ends no stream, and what it did is “you”', async () => {
  const stream = await watch(browser)
  await stream.next()
  await connect(browser, maya)
  expect(await stream.next()).toMatchObject({ data: { kind: 'workspace_reconnected', actor: 'you' } })
  stream.leave()
})

test('another site cannot open a stream', async () => {
  expect((await browser.fetch('/api/events', { crossSite: true })).status).toBe(401)
})

test('a server that closes says so, and its browsers come back to another', async () => {
  const there = await anotherProcess()
  const stream = await watchAt(there)
  const lastEventId = (await stream.next())?.id ?? 'none'
  const closing = there.app.close()
  expect(await lastOf(stream)).toEqual([{ event: 'end', data: { reason: 'closing' } }])
  expect(stream.text()).toMatch(/retry: \d{4}\nevent: end/)
  await closing
  await happen(api.store, accountId, ['Meanwhile'])
  const again = await watch(browser, { lastEventId })
  expect(await names(again, 2)).toEqual(['ready', 'Meanwhile'])
  again.leave()
})

test('an account has sixty streams at a process, and one more when one is closed', async () => {
  const streams = await Promise.all(Array.from({ length: 60 }, () => watch(browser)))
  const refused = await browser.fetch('/api/events')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.json()).toMatchObject({ code: 'events.limit_reached' })
  const stranger = await watch(await signIn(jonas))
  stranger.leave()
  streams[0]?.leave()
  await vi.waitFor(async () => (await watch(browser)).leave())
  for (const stream of streams) stream.leave()
})

test('one connection to Redis listens for all streams, and for no account that nobody watches', async () => {
  const subscribers = async () => {
    const clients = String(await api.redis.client().call('CLIENT', 'LIST', 'TYPE', 'pubsub'))
    return clients.trim().split('\n').length
  }
  const channels = async () => await api.redis.client().pubsub('CHANNELS')
  const streams = [await watch(browser), await watch(browser), await watch(await signIn(jonas))]
  await vi.waitFor(async () => expect(await channels()).toHaveLength(2))
  expect(await subscribers()).toBe(1)
  for (const stream of streams) stream.leave()
  await vi.waitFor(async () => expect(await channels()).toEqual([]))
})

test('a stream outlives Redis being away, and catches up', async () => {
  const proxy = await startTcpProxy({ targetPort: api.redis.port })
  const cutOff = await anotherProcess({ redisUrl: `redis://127.0.0.1:${proxy.port}` })
  const stream = await watchAt(cutOff)
  await stream.next()
  await proxy.refuse()
  await happen(api.store, accountId, numbered(3))
  await proxy.resume()
  expect(await names(stream, 3)).toEqual(numbered(3))
  await happen(api.store, accountId, ['Live again'])
  expect(await names(stream, 1)).toEqual(['Live again'])
  stream.leave()
  await cutOff.close()
  opened.splice(opened.indexOf(cutOff), 1)
  await proxy.stop()
})

test('a stream is in the log once it is over, however it ended, without what it told', async () => {
  const lineOf = (isLeft: boolean) =>
    api.log.until(({ route, aborted }) => route === '/api/events' && (aborted === true) === isLeft)
  const [left, ended] = [await watch(browser), await watch(browser)]
  await happen(api.store, accountId, ['Private Matters'])
  expect(await names(left, 2)).toEqual(['ready', 'Private Matters'])
  left.leave()
  expect(await lineOf(true)).toMatchObject({ event: 'request', status: 200, level: 'info' })
  await browser.fetch('/api/session', { method: 'DELETE' })
  await lastOf(ended)
  expect(await lineOf(false)).toMatchObject({ event: 'request', status: 200, level: 'info' })
  expect(api.log.lines.filter(({ route }) => route === '/api/events')).toHaveLength(2)
  expect(api.log.text()).not.toContain('Private Matters')
})

test('whatever breaks when, each entry comes once and in order', { timeout: 30_000 }, async () => {
  const places = [api, await anotherProcess()]
  const round = fc.record({ place: fc.nat(1), entries: fc.nat(12) })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(round, { maxLength: 8 }), async (rounds) => {
      run += 1
      const first = await watch(browser)
      let lastEventId = (await first.next())?.id ?? 'none'
      first.leave()
      const expected = numbered(60, `Run ${run}`)
      const write = async () => {
        for (const [at, name] of expected.entries()) {
          await happen(places[at % 2]?.store ?? api.store, accountId, [name])
        }
      }
      const writing = write()
      const heard: unknown[] = []
      for (const { place, entries } of [...rounds, { place: 0, entries: expected.length }]) {
        const stream = await watchAt(places[place] ?? api, { lastEventId })
        await stream.next()
        const wanted = Math.min(entries, expected.length - heard.length)
        for (let count = 0; count < wanted; count += 1) {
          const told = await stream.next()
          heard.push(nameOf(told))
          lastEventId = told?.id ?? 'none'
        }
        stream.leave()
      }
      await writing
      expect(heard).toEqual(expected)
    }),
    { numRuns: 12 },
  )
})

test('a name that tries to break the stream arrives as it is', async () => {
  const hostile = 'One\n\nevent: end\ndata: {}\r\n\r\n\u2028<script>'
  const stream = await watch(browser)
  await stream.next()
  await happen(api.store, accountId, [hostile, 'Next'])
  expect(await names(stream, 2)).toEqual([hostile, 'Next'])
  stream.leave()
})

const restOf = async (clock: FakeClock) => {
  await vi.waitFor(async () =>
    expect(await api.redis.client().pubsub('NUMSUB', `events:${accountId}`)).toEqual([expect.anything(), 1]),
  )
  await clock.untilPending()
}

test('an entry whose message was lost is found at the next look, fifteen seconds later', async () => {
  const clock = fakeClock(Date.now())
  await begin({ clock })
  const stream = await watch(browser)
  await stream.next()
  await restOf(clock)
  // Written behind the back of every commit: nobody is told.
  const fields = ['kind', 'access_restored', 'at', '1', 'by', 'intercom']
  await api.redis.client().xadd(`{${accountId}}:activity`, '*', ...fields)
  await clock.advance(15_000)
  expect(await stream.next()).toMatchObject({ data: { kind: 'access_restored' } })
  stream.leave()
})

test('a stream on which nothing happens says something every fifteen seconds', async () => {
  const clock = fakeClock(Date.now())
  await begin({ clock })
  const stream = await watch(browser)
  await stream.next()
  await restOf(clock)
  for (let looks = 0; looks < 2; looks += 1) {
    await clock.advance(15_000)
    await clock.untilPending()
  }
  await happen(api.store, accountId, ['At last'])
  expect(await names(stream, 1)).toEqual(['At last'])
  expect(stream.text().match(/^:$/gm)).toHaveLength(2)
  stream.leave()
})

test('a session that ends by its limit ends its stream at the next look', async () => {
  const clock = fakeClock(Date.now())
  await begin({ clock })
  const stream = await watch(browser)
  await stream.next()
  await restOf(clock)
  await clock.advance(31 * 86_400_000)
  expect((await lastOf(stream)).at(-1)).toEqual({ event: 'end', data: { reason: 'signed_out' } })
})
