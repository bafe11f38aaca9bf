import { createEmulator, type Emulator } from '@latchkey/intercom-emulator'
import { operations, type OperationId } from '@latchkey/shared/contract/plain'
import { fakeClock, startRedis, type Browser, type FakeClock, type RedisServer } from '@latchkey/test-kit'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { requestBudgetMs } from '#api/platform/redis/index.ts'
import { connect, maya, signedIn } from './connect.ts'
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

test('Redis that goes away after the code was spent is waited for, and the connection is stored', async () => {
  const live = await startTestApp({ redis })
  const browser = live.browser()
  live.emulator.control.addFault({ route: 'GET /me', kind: 'latency', latencyMs: 50 })
  const landing = connect(browser, maya)
  await vi.waitFor(() => expect(live.emulator.control.state().counters.codesExchanged).toBe(1))
  redis.freeze()
  await vi.waitFor(() => expect(live.emulator.control.state().counters.me).toBe(1))
  redis.thaw()
  expect(await landing).toContain('connected=')
  expect((await signedIn(browser)).connections).toHaveLength(1)
  await live.close()
})
