import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJournal, untilNoted } from '../testing/journal.js'
import { identityOf } from './process-identity.js'
import { createSupervisor } from './supervisor.js'

const script = fileURLToPath(new URL('../testing/dummy-child.js', import.meta.url))

/** @type {string} */
let folder
/** @type {string} */
let journal
/** @type {ReturnType<typeof createSupervisor>} */
let supervisor
/** @type {{ name: string, pid: number }[]} */
let recorded

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'a folder with spaces '))
  journal = join(folder, 'journal')
  recorded = []
  supervisor = createSupervisor({ record: { add: (child) => recorded.push(child) } })
})

afterEach(async () => {
  await supervisor.stopAll()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * @param {string} name
 * @param {string} [manner]
 */
async function start(name, manner = '') {
  supervisor.start({
    name,
    command: process.execPath,
    arguments: [script, name, journal, manner],
    marker: 'dummy-child.js',
    cwd: folder,
    env: process.env,
    graceMs: manner === 'stubborn' ? 200 : 10_000,
    logFile: join(folder, `${name}.log`),
  })
  await untilNoted(journal, `${name} is up`)
}

test('children stop one after the other, the last started first', async () => {
  await start('Redis')
  await start('emulator')
  await start('API')
  await supervisor.stopAll()
  expect(readJournal(journal).slice(3)).toEqual([
    'API was asked to stop',
    'API stopped',
    'emulator was asked to stop',
    'emulator stopped',
    'Redis was asked to stop',
    'Redis stopped',
  ])
})

test('every child is recorded, and none is left when all are stopped', async () => {
  await start('Redis')
  await start('API')
  expect(
    recorded.map(({ name, pid }) => [name, identityOf(pid)?.command.includes('dummy-child.js')]),
  ).toEqual([
    ['Redis', true],
    ['API', true],
  ])
  await supervisor.stopAll()
  expect(recorded.map(({ pid }) => identityOf(pid))).toEqual([undefined, undefined])
})

test('a child that does not stop is killed after its grace, and the others are still stopped', async () => {
  await start('Redis')
  await start('API', 'stubborn')
  await supervisor.stopAll()
  expect(readJournal(journal).slice(2)).toEqual([
    'API was asked to stop',
    'Redis was asked to stop',
    'Redis stopped',
  ])
})

test('a child that dies is told with its exit code and what it said last', async () => {
  await start('Redis')
  await start('API', 'die')
  await expect(supervisor.died).rejects.toThrow(
    'API ended with exit code 3, so everything is stopped. The last it said:\n  API says something',
  )
})

test('a program that is not there is told in a sentence', async () => {
  supervisor.start({
    name: 'Redis',
    command: join(folder, 'no-such-program'),
    arguments: [],
    marker: 'no-such-program',
    cwd: folder,
    env: {},
    graceMs: 100,
    logFile: join(folder, 'log'),
  })
  await expect(supervisor.died).rejects.toThrow(/^Redis could not be started: /)
})

test('what a child prints is in its log file, and the log of the run before is kept', async () => {
  await start('API')
  await supervisor.stopAll()
  rmSync(journal)
  supervisor = createSupervisor({ record: { add: () => undefined } })
  await start('API')
  for (const name of ['API.log', 'API.log.1']) {
    expect(readFileSync(join(folder, name), 'utf8')).toBe('API says something\n')
  }
})
