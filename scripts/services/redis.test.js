import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findProgram } from '../install/find-program.js'
import { createSupervisor } from '../processes/supervisor.js'
import { prepareDataFolder } from '../settings/data-folder.js'
import { readSettings } from '../settings/settings.js'
import { askRedis } from './ask-redis.js'
import { startOwnRedis } from './redis.js'

const program = findProgram('redis-server', process.env['PATH'] ?? '') ?? 'redis-server'

/** @type {string} */
let root
/** @type {ReturnType<typeof createSupervisor>} */
let supervisor

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue()
  root = mkdtempSync(join(tmpdir(), 'own redis, with spaces '))
  prepareDataFolder(join(root, '.data'))
  supervisor = newSupervisor()
})

afterEach(async () => {
  await supervisor.stopAll()
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

const newSupervisor = () => createSupervisor({ record: { add: () => undefined } })

const start = () =>
  startOwnRedis({
    settings: readSettings(root, {}),
    supervisor,
    environment: process.env,
    stopSignal: new AbortController().signal,
    program,
  })

const keptPort = () => Number(readFileSync(join(root, '.data', 'redis-port'), 'utf8'))

async function restart() {
  await supervisor.stopAll()
  supervisor = newSupervisor()
  return start()
}

test('a restart finds the same port, the same keys and what was written', async () => {
  const first = await start()
  expect(first['REDIS_URL']).toBe(`redis://127.0.0.1:${keptPort()}`)
  await askRedis(keptPort(), 'SET kept yes')
  expect(await restart()).toEqual(first)
  expect(await askRedis(keptPort(), 'GET kept')).toBe('$3\r\nyes')
})

test('every write is on disk before it is answered, so that even kill -9 loses nothing', async () => {
  /** @type {number[]} */
  const pids = []
  supervisor = createSupervisor({ record: { add: ({ pid }) => pids.push(pid) } })
  await start()
  await askRedis(keptPort(), 'SET kept yes')
  process.kill(Number(pids[0]), 'SIGKILL')
  await expect(supervisor.died).rejects.toThrow('Redis was ended by SIGKILL')
  await restart()
  expect(await askRedis(keptPort(), 'GET kept')).toBe('$3\r\nyes')
})

test.for([
  ['appendonly', 'yes'],
  ['appendfsync', 'always'],
  ['save', ''],
  ['maxmemory-policy', 'noeviction'],
  ['bind', '127.0.0.1'],
])('Redis runs with %s set to "%s"', async ([name, value]) => {
  await start()
  expect((await askRedis(keptPort(), `CONFIG GET ${name}`))?.split('\r\n')[4] ?? '').toBe(value)
})

test('when its port is taken by somebody else, it moves to a new one with its data', async () => {
  await start()
  await askRedis(keptPort(), 'SET kept yes')
  await supervisor.stopAll()
  const taken = keptPort()
  // It hangs up on whoever asks, and does not mind being hung up on.
  const stranger = createServer((socket) => socket.on('error', () => undefined).end()).listen(
    taken,
    '127.0.0.1',
  )
  await once(stranger, 'listening')
  supervisor = newSupervisor()
  await start()
  expect(keptPort()).not.toBe(taken)
  expect(await askRedis(keptPort(), 'GET kept')).toBe('$3\r\nyes')
  stranger.close()
})

test('a server that already works in the data folder is never joined by a second one', async () => {
  await start()
  const first = supervisor
  supervisor = newSupervisor()
  await expect(start()).rejects.toThrow(
    `end it with \`redis-cli -p ${keptPort()} shutdown\` and start again.`,
  )
  await first.stopAll()
})

test('keys that the person set are used in place of generated ones', async () => {
  writeFileSync(join(root, '.env'), 'TOKEN_KEYS=mine:key\n')
  expect((await start())['TOKEN_KEYS']).toBe('mine:key')
})
