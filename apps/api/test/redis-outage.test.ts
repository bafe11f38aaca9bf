import { createEmulator, type Emulator } from '@latchkey/intercom-emulator'
import { operations, type OperationId } from '@latchkey/shared/contract/plain'
import {
  fakeClock,
  startRedis,
  startTcpProxy,
  type Browser,
  type FakeClock,
  type RedisServer,
} from '@latchkey/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { requestBudgetMs } from '#api/platform/redis/index.ts'
import { systemClock } from '#api/platform/clock.ts'
import { connect, maya, signedIn, tomas } from './connect.ts'
import { startTestApp, type TestApp } from './test-app.ts'

/** How finely the clock is moved while an answer is awaited, in milliseconds. */
const tickMs = 10

const needRedis = Object.keys(operations).filter((name) => name !== 'getLiveness') as OperationId[]

let redis: RedisServer
let emulator: Emulator
let clock: FakeClock
let api: TestApp

beforeAll(async () => {
  redis = await startRedis()
  emulator = await createEmulator()
})
beforeEach(async () => {
  clock = fakeClock()
  api = await startTestApp({ redis, emulator, storeClock: clock })
})
afterEach(() => api.close())
afterAll(async () => {
  await emulator.close()
  await redis.stop()
})

/** A browser whose cookies have the right shape, so that every route has to ask Redis about them. */
function knownBrowser(): Browser {
  const browser = api.browser()
  const port = new URL(api.url).port
  browser.setCookie(`latchkey_${port}_session=${'a'.repeat(22)}.${'b'.repeat(43)}; Path=/`)
  return browser
}

function request(browser: Browser, name: OperationId): Promise<Response> {
  const { method, path } = operations[name]
  const address = path.replace(/:\w+/, 'c'.repeat(22))
  if (name === 'finishConnect')
    return browser.navigate(`${address}?state=${'s'.repeat(43)}&code=c`, { crossSite: true })
  if (method === 'POST') return browser.post(address, name === 'answerPending' ? { choice: 'link' } : {})
  return browser.fetch(address, { method })
}

/** Waits for an answer while the clock moves, and says how long it took on that clock. */
async function timed(answer: Promise<Response>): Promise<{ response: Response; waitedMs: number }> {
  const startedAt = clock.now()
  let settled = false
  const done = answer.finally(() => (settled = true))
  while (!settled) {
    await Promise.race([done, clock.untilPending()])
    if (!settled) await clock.advance(tickMs)
  }
  return { response: await done, waitedMs: clock.now() - startedAt }
}

/** What a person or a client is told, in the form that the route has for it. */
async function told(name: OperationId, response: Response): Promise<unknown> {
  if (name === 'finishConnect')
    return new URL(response.headers.get('location') ?? '').searchParams.get('connect_error')
  const body = Object(await response.json())
  return name === 'getReadiness' && body.status === 'not_ready' ? 'store.unavailable' : body.code
}

test.each(needRedis)('with Redis frozen, %s answers within its budget', async (name) => {
  const browser = knownBrowser()
  redis.freeze()
  try {
    const { response, waitedMs } = await timed(request(browser, name))
    expect(waitedMs).toBeLessThanOrEqual(requestBudgetMs + tickMs)
    expect(await told(name, response)).toBe('store.unavailable')
  } finally {
    redis.thaw()
  }
})

test('with Redis gone every route says so within its budget, and works again when it is back, without a restart', async () => {
  const browser = knownBrowser()
  await redis.kill('SIGTERM')
  for (const name of needRedis) {
    const { response, waitedMs } = await timed(request(browser, name))
    expect(waitedMs).toBeLessThanOrEqual(requestBudgetMs + tickMs)
    expect(await told(name, response)).toBe('store.unavailable')
  }
  expect((await browser.fetch('/healthz')).status).toBe(200)
  await redis.restart()
  expect(await api.store.whenUp(2_000)).toBe(true)
  await vi.waitFor(async () => expect((await browser.fetch('/readyz')).status).toBe(200), { timeout: 2_000 })
})

test('Redis that stops answering after the code was spent is waited for, and the connection is stored', async () => {
  let thawing: Promise<void> | undefined
  const live = await startTestApp({
    redis,
    afterStep: async () => {
      if (thawing !== undefined) return
      redis.freeze()
      thawing = systemClock.sleep(700).then(() => redis.thaw())
      await Promise.resolve()
    },
  })
  const browser = live.browser()
  expect(await connect(browser, maya)).toContain('connected=')
  await thawing
  expect((await signedIn(browser)).connections).toHaveLength(1)
  expect(live.emulator.control.state().counters.tokenExchanges).toBe(1)
  await live.close()
})

test.each([
  ['claim', (sent: Buffer) => sent.includes(':claim') && sent.includes('NX')],
  ['commit', (sent: Buffer) => sent.includes('evalsha') && sent.includes(':token:')],
  ['result', (sent: Buffer) => sent.includes(':result') && sent.includes('NX')],
])('a %s whose reply is lost is recognised, and everything is done once', async (_name, matches) => {
  await redis.client().flushall()
  const proxy = await startTcpProxy({ targetPort: redis.port })
  const live = await startTestApp({ redis, redisUrl: `redis://127.0.0.1:${proxy.port}` })
  await connect(live.browser(), tomas)
  const browser = live.browser()
  proxy.dropRepliesAfter(matches)
  const landing = await connect(browser, maya)
  expect(proxy.repliesLost).toBe(1)
  await live.store.whenUp(5_000)
  expect(landing).toContain('connected=')
  const { account, connections } = await signedIn(browser)
  expect(connections).toHaveLength(1)
  expect(await redis.client().xlen(`{${account.id}}:activity`)).toBe(1)
  expect(live.emulator.control.state().counters.tokenExchanges).toBe(2)
  await live.close()
  await proxy.stop()
})
