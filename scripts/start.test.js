import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerConsent, seed } from '../packages/intercom-emulator/src/index.ts'
import { createBrowser } from '../packages/test-kit/src/index.ts'
import { identityOf } from './processes/process-identity.js'
import { askRedis } from './services/ask-redis.js'
import { freePort, portProblem } from './settings/ports.js'
import { runNpmScript } from './testing/run-npm-script.js'

// The real thing, on ports of its own and with a data folder of its own.
const limitMs = 120_000

/** @type {string} */
let folder
/** @type {{ DATA_DIR: string, PORT: string, EMULATOR_PORT: string }} */
let settings
/** @type {ReturnType<typeof runNpmScript>[]} */
let runs

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'real start, with spaces '))
  settings = {
    DATA_DIR: join(folder, '.data'),
    PORT: String(await freePort()),
    EMULATOR_PORT: String(await freePort()),
  }
  runs = []
})

afterEach(async () => {
  for (const { child, exited } of runs) {
    child.kill('SIGTERM')
    await exited
  }
  rmSync(folder, { recursive: true, force: true })
}, limitMs)

function start() {
  const run = runNpmScript('start', settings)
  runs.push(run)
  return run
}

const origin = () => `http://localhost:${settings.PORT}`
const redisPort = () => Number(readFileSync(join(settings.DATA_DIR, 'redis-port'), 'utf8'))

/** @returns {{ main: { pid: number }, children: { name: string, pid: number }[] }} */
const runRecord = () => JSON.parse(readFileSync(join(settings.DATA_DIR, 'run.json'), 'utf8'))

const portProblems = () =>
  Promise.all(
    [Number(settings.PORT), Number(settings.EMULATOR_PORT), redisPort()].map((port) =>
      portProblem(port, '127.0.0.1'),
    ),
  )

test(
  'it serves the web app and the API on one origin, and Ctrl-C ends all that it started',
  { timeout: limitMs },
  async () => {
    const run = start()
    expect(await run.ready).toBe(`Latchkey is ready: ${origin()}`)
    expect(await (await fetch(`${origin()}/api/session`)).json()).toEqual({ status: 'anonymous' })
    const page = await fetch(`${origin()}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ])
    const children = runRecord().children
    expect(children.map(({ name }) => name)).toEqual(['Redis', 'The Intercom emulator', 'The API'])

    run.child.kill('SIGINT')
    expect(await run.exited).toBe(0)
    expect(children.map(({ pid }) => identityOf(pid))).toEqual([undefined, undefined, undefined])
    expect(await portProblems()).toEqual([undefined, undefined, undefined])
  },
)

test('a restart finds the data, the port and the keys of before', { timeout: limitMs }, async () => {
  const first = start()
  await first.ready
  const keys = readFileSync(join(settings.DATA_DIR, 'secrets.json'), 'utf8')
  const port = redisPort()
  await askRedis(port, 'SET kept yes')
  first.child.kill('SIGTERM')
  expect(await first.exited).toBe(0)

  const second = start()
  await second.ready
  expect(redisPort()).toBe(port)
  expect(readFileSync(join(settings.DATA_DIR, 'secrets.json'), 'utf8')).toBe(keys)
  expect(await askRedis(port, 'GET kept')).toBe('$3\r\nyes')
})

test(
  'a restart keeps the signed-in browser signed in and its connection working',
  { timeout: limitMs },
  async () => {
    const first = start()
    await first.ready
    const browser = createBrowser({ baseUrl: origin() })
    const { us } = seed.workspaces
    const started = JSON.parse(await (await browser.post('/api/intercom/connect', {})).text())
    const callback = await answerConsent(started.authorizeUrl, {
      workspaceId: us.id,
      adminId: us.admins.maya.id,
    })
    expect((await browser.navigate(callback, { crossSite: true })).status).toBe(303)
    const session = async () => JSON.parse(await (await browser.fetch('/api/session')).text())
    const before = await session()
    expect(before).toMatchObject({ status: 'connected', connections: [{ status: 'active' }] })
    first.child.kill('SIGINT')
    await first.exited

    const second = start()
    await second.ready
    expect(await session()).toEqual(before)
    const verified = await browser.post(`/api/connections/${before.connections[0].id}/verify`, {})
    const { steps } = JSON.parse(await verified.text())
    expect(steps.map((/** @type {{ ok: boolean }} */ { ok }) => ok)).not.toContain(false)
    expect(steps.length).toBeGreaterThan(0)
  },
)

test('after a kill -9 the next start ends what was left over and works', { timeout: limitMs }, async () => {
  const killed = start()
  await killed.ready
  const leftovers = runRecord().children
  await askRedis(redisPort(), 'SET kept yes')
  process.kill(runRecord().main.pid, 'SIGKILL')
  await killed.exited
  expect(leftovers.map(({ pid }) => identityOf(pid)?.pid)).toEqual(leftovers.map(({ pid }) => pid))

  const next = start()
  await next.ready
  expect(leftovers.map(({ pid }) => identityOf(pid))).toEqual([undefined, undefined, undefined])
  for (const { name, pid } of leftovers)
    expect(next.output()).toContain(`Ending ${name} (process ${pid}), left over`)
  expect(await askRedis(redisPort(), 'GET kept')).toBe('$3\r\nyes')
  expect((await fetch(`${origin()}/readyz`)).status).toBe(200)
})

test(
  'a second start in the same folder is refused, and the first goes on',
  { timeout: limitMs },
  async () => {
    const first = start()
    await first.ready
    const second = start()
    expect(await second.exited).toBe(1)
    expect(second.output().trim()).toBe(
      `Latchkey is already running from this folder (process ${runRecord().main.pid}): stop it with Ctrl-C first.`,
    )
    expect((await fetch(`${origin()}/readyz`)).status).toBe(200)
  },
)

test.for(['The API', 'The Intercom emulator', 'Redis'])(
  'when %s dies, everything stops and it is said which died',
  { timeout: limitMs },
  async (dying) => {
    const run = start()
    await run.ready
    const children = runRecord().children
    process.kill(Number(children.find(({ name }) => name === dying)?.pid), 'SIGKILL')
    expect(await run.exited).toBe(1)
    expect(run.output()).toContain(`${dying} was ended by SIGKILL, so everything is stopped.`)
    expect(children.map(({ pid }) => identityOf(pid))).toEqual([undefined, undefined, undefined])
  },
)

test.for(/** @type {const} */ (['PORT', 'EMULATOR_PORT']))(
  'a taken %s ends in one plain sentence',
  async (variable) => {
    const server = createServer().listen(Number(settings[variable]), '127.0.0.1')
    await once(server, 'listening')
    const run = start()
    expect(await run.exited).toBe(1)
    expect(run.output().trim()).toBe(
      `Port ${settings[variable]} is taken by another program: set ${variable} to another port and start again.`,
    )
    server.close()
  },
)

test('the generated keys are in nothing that is printed or logged', { timeout: limitMs }, async () => {
  const run = start()
  await run.ready
  run.child.kill('SIGINT')
  await run.exited
  const { tokenKeys } = JSON.parse(readFileSync(join(settings.DATA_DIR, 'secrets.json'), 'utf8'))
  const logs = readdirSync(join(settings.DATA_DIR, 'logs')).map((name) =>
    readFileSync(join(settings.DATA_DIR, 'logs', name), 'utf8'),
  )
  for (const text of [run.output(), ...logs]) expect(text).not.toContain(tokenKeys.split(':')[1])
})
