import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createEmulator, seed, type Emulator } from '@latchkey/intercom-emulator'
import {
  createBrowser,
  fakeClock,
  freePort,
  scanRedis,
  startRedis,
  type Browser,
  type RedisServer,
} from '@latchkey/test-kit'
import type { Verification } from '@latchkey/shared/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { authorise, connect, jonas, maya, sessionOf, signedIn, start, tomas } from '../../test/connect.ts'
import { startTestApp, testTokenKey, type TestApp } from '../../test/test-app.ts'
import type { StoreStep } from './index.ts'

// A process is started for each of these tests.
vi.setConfig({ testTimeout: 30_000 })

const steps: StoreStep[] = ['identity', 'workspace', 'due', 'note', 'commit', 'result']

let redis: RedisServer
let emulator: Emulator
let port: number
let url: string
let doomed: ChildProcess | undefined

beforeAll(async () => {
  redis = await startRedis({ cluster: true })
  port = await freePort()
  url = `http://localhost:${port}`
  emulator = await createEmulator({ redirectUris: [`${url}/api/intercom/callback`] })
})
beforeEach(async () => {
  await redis.client().flushall()
  emulator.control.reset()
})
// A child that was not brought to its step would outlive its test.
afterEach(() => doomed?.kill('SIGKILL'))
afterAll(async () => {
  await emulator.close()
  await redis.stop()
})

/** Starts an API that dies after a step; resolves when it listens. */
async function startDoomedApi(step: StoreStep): Promise<ChildProcess> {
  doomed = spawn(process.execPath, [fileURLToPath(new URL('../../test/stopping-api.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      PUBLIC_URL: url,
      REDIS_URL: redis.url,
      TOKEN_KEYS: `k1:${testTokenKey}`,
      INTERCOM_CLIENT_ID: seed.apps.full.clientId,
      INTERCOM_CLIENT_SECRET: seed.apps.full.clientSecret,
      INTERCOM_APP_URL: `${emulator.url}/{region}`,
      INTERCOM_API_URL: `${emulator.url}/{region}`,
      STOP_AFTER: step,
    },
  })
  await once(doomed.stdout ?? doomed, 'data')
  return doomed
}

/** Does something at an API that dies doing it, so that the browser is never answered. */
async function whileDying(step: StoreStep, act: () => Promise<unknown>): Promise<void> {
  const child = await startDoomedApi(step)
  const gone = once(child, 'exit')
  await expect(act()).rejects.toThrow(/hang up|ECONNRESET/)
  const [, signal] = await gone
  expect(signal).toBe('SIGKILL')
}

const withApi = async (act: (api: TestApp) => Promise<void>) => {
  const api = await startTestApp({ port, redis, emulator })
  try {
    await act(api)
  } finally {
    await api.close()
  }
}

/** Every connection that the account shows has its token and works; every pointer leads to what it says. */
async function expectSound(browser: Browser): Promise<void> {
  const { account, connections } = await signedIn(browser)
  for (const { id } of connections) {
    const response = await browser.post(`/api/connections/${id}/verify`, {})
    // The API serialises this answer with the contract's own schema.
    const { connection, steps: checked } = (await response.json()) as Verification
    expect({ status: connection.status, failed: checked.filter(({ ok }) => !ok) }).toEqual({
      status: 'active',
      failed: [],
    })
  }
  const entries = await scanRedis(redis.client())
  const tokens = entries.filter(({ key }) => key.includes(':token:')).map(({ key }) => key.split(':').at(-1))
  expect(new Set(tokens)).toEqual(new Set(connections.map(({ id }) => id)))
  const owners = entries.filter(({ key }) => key.startsWith('identity:')).flatMap(({ values }) => values)
  expect(owners.map((owner) => owner.split('.')[0])).toEqual(account.identities.map(() => account.id))
}

test.each(steps)(
  'a first connect stopped after “%s”: the next try works and nothing dangles',
  async (step) => {
    const browser = createBrowser({ baseUrl: url })
    await whileDying(step, async () => {
      const callback = await authorise(await start(browser), maya)
      await browser.navigate(callback, { crossSite: true })
    })
    await withApi(async () => {
      expect(await sessionOf(browser)).toEqual({ status: 'anonymous' })
      expect(await connect(browser, maya)).toContain('connected=')
      expect((await signedIn(browser)).connections).toHaveLength(1)
      await expectSound(browser)
    })
  },
)

test.each(steps)('a reconnect stopped after “%s” leaves the connection whole', async (step) => {
  const browser = createBrowser({ baseUrl: url })
  await withApi(async () => {
    await connect(browser, maya)
  })
  const second = createBrowser({ baseUrl: url })
  await whileDying(step, async () => {
    const callback = await authorise(await start(second), maya)
    await second.navigate(callback, { crossSite: true })
  })
  await withApi(async () => {
    await expectSound(browser)
    expect(await connect(second, maya)).toContain('connected=')
    await expectSound(second)
  })
})

test.each(steps.slice(0, 5))(
  'a link stopped after “%s” leaves both workspaces whole or asks again',
  async (step) => {
    const browser = createBrowser({ baseUrl: url })
    let question = ''
    await withApi(async () => {
      await connect(browser, maya)
      question = await connect(browser, jonas)
    })
    const address = question.replace('/connect/confirm', '/api/intercom/pending')
    await whileDying(step, () => browser.post(address, { choice: 'link' }))
    await withApi(async () => {
      const again = await sessionOf(browser)
      const fresh = createBrowser({ baseUrl: url })
      await connect(fresh, maya)
      const stored = (await signedIn(fresh)).connections.length
      expect(stored).toBe(step === 'commit' ? 2 : 1)
      expect(again.status).toBe(step === 'commit' ? 'anonymous' : 'connected')
      const landing = await connect(fresh, jonas)
      expect(landing.startsWith('/connect/confirm')).toBe(step !== 'commit')
      const next = landing.replace('/connect/confirm', '/api/intercom/pending')
      await fresh.post(next, { choice: 'link' })
      expect((await signedIn(fresh)).connections).toHaveLength(2)
      await expectSound(fresh)
    })
  },
)

test.each(['detach', 'identity', 'commit'] as const)(
  'moving a workspace to an account of its own, stopped after “%s”, can be done again',
  async (step) => {
    const owner = createBrowser({ baseUrl: url })
    const stranger = createBrowser({ baseUrl: url })
    let address = ''
    await withApi(async () => {
      await connect(owner, maya)
      const question = (await connect(owner, jonas)).replace('/connect/confirm', '/api/intercom/pending')
      await owner.post(question, { choice: 'link' })
      address = (await connect(stranger, jonas)).replace('/connect/confirm', '/api/intercom/pending')
    })
    await whileDying(step, () => stranger.post(address, { choice: 'separate' }))
    await redis.client().del(...(await redis.client().keys('*:answering')))
    await withApi(async () => {
      const choice = step === 'commit' ? 'switch_account' : 'separate'
      expect((await stranger.post(address, { choice })).status).toBe(200)
      expect((await signedIn(stranger)).connections.map(({ workspace }) => workspace.id)).toEqual([
        jonas.workspaceId,
      ])
      await connect(owner, maya)
      expect((await signedIn(owner)).connections.map(({ workspace }) => workspace.id)).toEqual([
        maya.workspaceId,
      ])
    })
  },
)

test('an identity whose first connect stopped at its first step can be linked to an account that exists', async () => {
  await whileDying('identity', async () => {
    const stranger = createBrowser({ baseUrl: url })
    const callback = await authorise(await start(stranger), jonas)
    await stranger.navigate(callback, { crossSite: true })
  })
  await withApi(async () => {
    const browser = createBrowser({ baseUrl: url })
    await connect(browser, maya)
    const address = (await connect(browser, jonas)).replace('/connect/confirm', '/api/intercom/pending')
    expect((await browser.post(address, { choice: 'link' })).status).toBe(200)
    await expectSound(browser)
  })
})

test('a callback whose process stopped after the commit finds its end, and its session, fifteen seconds later', async () => {
  const browser = createBrowser({ baseUrl: url })
  let callback = ''
  await whileDying('commit', async () => {
    callback = await authorise(await start(browser), tomas)
    await browser.navigate(callback, { crossSite: true })
  })
  const clock = fakeClock(Date.now() + 16_000)
  const api = await startTestApp({ port, redis, emulator, clock })
  const response = await browser.navigate(callback, { crossSite: true })
  expect(response.headers.get('location')).toContain('?connected=')
  expect(await signedIn(browser)).toMatchObject({ connections: [{ status: 'active' }] })
  expect(emulator.control.state().counters.tokenExchanges).toBe(1)
  await api.close()
})

test('a callback whose process stopped before the commit is told so and never exchanged again', async () => {
  const browser = createBrowser({ baseUrl: url })
  let callback = ''
  await whileDying('note', async () => {
    callback = await authorise(await start(browser), tomas)
    await browser.navigate(callback, { crossSite: true })
  })
  const api = await startTestApp({ port, redis, emulator, clock: fakeClock(Date.now() + 16_000) })
  const response = await browser.navigate(callback, { crossSite: true })
  expect(response.headers.get('location')).toContain('connect_error=oauth.interrupted')
  expect(emulator.control.state().counters.tokenExchanges).toBe(1)
  await api.close()
})
