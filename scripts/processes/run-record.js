import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { PlainFailure } from '../console/plain-failure.js'
import { signalGroup } from './group.js'
import { identityOf, isStillRunning } from './process-identity.js'

/**
 * @typedef {object} RecordedProcess
 * @property {string} name
 * @property {number} pid
 * @property {string} startedAt
 * @property {string} marker a part of its command line
 *
 * @typedef {object} RunRecord
 * @property {RecordedProcess} main
 * @property {RecordedProcess[]} children in the order they were started
 */

const graceMs = 10_000
const pollEveryMs = 25

/**
 * Notes in `<folder>/run.json` which processes belong to the run of this folder, so that there is one run at a time
 * and so that what a killed run left behind can be found and ended.
 *
 * @param {string} folder
 * @param {{ marker: string, print?: (line: string) => void }} options `marker`: a part of this command's own line
 * @returns {Promise<{ add(child: { name: string, pid: number, marker: string }): void, release(): void }>}
 * @throws {PlainFailure} when a run of this folder is alive
 */
export async function claimRun(folder, { marker, print = console.log }) {
  const path = join(folder, 'run.json')
  const earlier = readRecord(path)
  if (earlier !== undefined) {
    if (isStillRunning(earlier.main)) throw alreadyRunning(earlier.main.pid)
    await endLeftovers(earlier.children, print)
  }
  removeStale(path, earlier)
  /** @type {RunRecord} */
  const record = { main: identify({ name: 'main', pid: process.pid, marker }), children: [] }
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 })
  try {
    // A link is made only where nothing is: of two commands started at once, one is told about the other.
    linkSync(draft, path)
  } catch {
    throw alreadyRunning(readRecord(path)?.main.pid)
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    add(child) {
      record.children.push(identify(child))
      writeFileSync(draft, JSON.stringify(record), { mode: 0o600 })
      renameSync(draft, path)
    },
    release() {
      rmSync(path, { force: true })
    },
  }
}

/**
 * Ends what is left of an earlier run, last started first, and waits for it. A process whose start time or command
 * line differs from the record only shares the id, and is left alone.
 *
 * @param {RecordedProcess[]} children
 * @param {(line: string) => void} print
 */
async function endLeftovers(children, print) {
  for (const child of [...children].reverse()) {
    if (!isStillRunning(child)) continue
    print(`Ending ${child.name} (process ${child.pid}), left over from an earlier run`)
    signalGroup(child.pid, 'SIGTERM')
    const killAt = performance.now() + graceMs
    let killed = false
    while (isStillRunning(child)) {
      if (!killed && performance.now() > killAt) {
        signalGroup(child.pid, 'SIGKILL')
        killed = true
      }
      await delay(pollEveryMs)
    }
  }
}

/** @param {{ name: string, pid: number, marker: string }} child */
function identify({ name, pid, marker }) {
  return { name, pid, marker, startedAt: identityOf(pid)?.startedAt ?? 'ended at once' }
}

/**
 * @param {string} path
 * @returns {RunRecord | undefined} undefined also for a file that is no record: there is nothing to learn from it
 */
function readRecord(path) {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8'))
    return Array.isArray(record.children) && typeof record.main?.pid === 'number' ? record : undefined
  } catch {
    return undefined
  }
}

/**
 * Between reading a stale record and removing it, another command may have put its own in place; that one stays.
 *
 * @param {string} path
 * @param {RunRecord | undefined} stale undefined: one that could not be read
 */
function removeStale(path, stale) {
  const aside = `${path}.${process.pid}.stale`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const taken = readRecord(aside)
  if (taken !== undefined && taken.main.startedAt !== stale?.main.startedAt) linkSync(aside, path)
  rmSync(aside, { force: true })
}

/** @param {number | undefined} pid */
function alreadyRunning(pid) {
  const which = pid === undefined ? '' : ` (process ${pid})`
  return new PlainFailure(`Latchkey is already running from this folder${which}: stop it with Ctrl-C first.`)
}
