import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJournal, untilNoted } from '../testing/journal.js'
import { identityOf } from './process-identity.js'
import { claimRun } from './run-record.js'

const script = fileURLToPath(new URL('../testing/dummy-child.js', import.meta.url))
const gone = { name: 'main', pid: 2 ** 30, startedAt: 'long ago', marker: 'start.js' }

/** @type {string} */
let folder
/** @type {string} */
let journal
/** @type {import('node:child_process').ChildProcess[]} */
let children
/** @type {string[]} */
let printed

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run record '))
  journal = join(folder, 'journal')
  children = []
  printed = []
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/**
 * @param {string} name
 * @returns {Promise<import('./run-record.js').RecordedProcess>}
 */
async function startLeftover(name) {
  const child = spawn(process.execPath, [script, name, journal], { detached: true, stdio: 'ignore' })
  children.push(child)
  await untilNoted(journal, `${name} is up`)
  const pid = Number(child.pid)
  return { name, pid, startedAt: String(identityOf(pid)?.startedAt), marker: 'dummy-child.js' }
}

/** @param {import('./run-record.js').RunRecord} record */
const writeRecord = (record) => writeFileSync(join(folder, 'run.json'), JSON.stringify(record))
const claim = () => claimRun(folder, { marker: 'vitest', print: (line) => printed.push(line) })

test('what a killed run left behind is ended, last started first, and said', async () => {
  const [redis, api] = [await startLeftover('Redis'), await startLeftover('API')]
  writeRecord({ main: gone, children: [redis, api] })
  await claim()
  expect(readJournal(journal).slice(2)).toEqual([
    'API was asked to stop',
    'API stopped',
    'Redis was asked to stop',
    'Redis stopped',
  ])
  expect(printed).toEqual([
    `Ending API (process ${api.pid}), left over from an earlier run`,
    `Ending Redis (process ${redis.pid}), left over from an earlier run`,
  ])
})

test.for([
  ['another start time', { startedAt: 'another moment' }],
  ['another command line', { marker: 'redis-server' }],
])('a process that has a recorded id but %s is left alone', async ([, difference]) => {
  const stranger = await startLeftover('stranger')
  writeRecord({ main: gone, children: [{ ...stranger, .../** @type {object} */ (difference) }] })
  await claim()
  expect(identityOf(stranger.pid)?.startedAt).toBe(stranger.startedAt)
  expect(readJournal(journal)).toEqual(['stranger is up'])
  expect(printed).toEqual([])
})

test('a second run in the same folder is refused while the first is alive', async () => {
  const run = await claim()
  await expect(claim()).rejects.toThrow(
    `Latchkey is already running from this folder (process ${process.pid}): stop it with Ctrl-C first.`,
  )
  run.release()
  await expect(claim()).resolves.toBeDefined()
})

test('of many runs started at the same moment, exactly one goes on', async () => {
  writeRecord({ main: gone, children: [] })
  const claims = await Promise.allSettled(Array.from({ length: 10 }, claim))
  expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a record that cannot be read stops nobody', async () => {
  writeFileSync(join(folder, 'run.json'), '{"main":')
  await expect(claim()).resolves.toBeDefined()
})

test('children are noted as they are added, for their owner alone', async () => {
  const run = await claim()
  const { name, pid, marker } = await startLeftover('Redis')
  run.add({ name, pid, marker })
  const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  expect(record.children).toEqual([{ name, pid, marker, startedAt: identityOf(pid)?.startedAt }])
  run.release()
  expect(existsSync(join(folder, 'run.json'))).toBe(false)
})
