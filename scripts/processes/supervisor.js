import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { PlainFailure } from '../console/plain-failure.js'
import { endGroup } from './group.js'

/**
 * @typedef {object} ChildSpec
 * @property {string} name as a person is told: `Redis`
 * @property {string} command
 * @property {string[]} arguments
 * @property {string} marker a part of its command line that stays there as long as it runs
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {number} graceMs how long it may take to close before it is killed
 * @property {string} logFile what it prints; the run before is kept beside it as `.1`
 * @property {((line: string) => void) | undefined} [onLine] given each line instead of the log file
 */

const lastLinesShown = 15

/**
 * Starts children in order and stops them in reverse order, each in a process group of its own so that a Ctrl-C in
 * the terminal reaches them through us alone. When one dies unasked, `died` rejects with a sentence that says which,
 * and with what it printed last.
 *
 * @param {{ record: { add(child: { name: string, pid: number, marker: string }): void } }} deps
 */
export function createSupervisor({ record }) {
  /** @type {{ spec: ChildSpec, pid: number, exited: Promise<unknown> }[]} */
  const running = []
  let stopping = false
  /** @type {(reason: PlainFailure) => void} */
  let reportDeath = () => undefined
  /** @type {Promise<never>} */
  const died = new Promise((_, reject) => {
    reportDeath = reject
  })
  // Nobody may be waiting yet, or any more, when a child dies.
  died.catch(() => undefined)

  return {
    died,

    /**
     * @param {ChildSpec} spec
     * @throws {PlainFailure} when the program cannot be started
     */
    start(spec) {
      const { child, lastLines } = spawnChild(spec)
      child.once('error', (error) =>
        reportDeath(new PlainFailure(`${spec.name} could not be started: ${error.message}`)),
      )
      const { pid } = child
      if (pid === undefined) return
      const exited = new Promise((resolve) => {
        child.once('exit', (code, signal) => {
          resolve(undefined)
          if (!stopping) reportDeath(deathOf(spec, { code, signal }, lastLines()))
        })
      })
      running.push({ spec, pid, exited })
      record.add({ name: spec.name, pid, marker: spec.marker })
    },

    /** Stops the last started first, each waited for before the next; what outstays its grace is killed. */
    async stopAll() {
      stopping = true
      for (const { spec, pid, exited } of running.splice(0).reverse()) {
        await endGroup(pid, { exited, graceMs: spec.graceMs })
      }
    },
  }
}

/** @param {ChildSpec} spec */
function spawnChild(spec) {
  const options = { cwd: spec.cwd, env: spec.env, detached: true }
  if (spec.onLine !== undefined) return spawnPiped(spec, options, spec.onLine)
  keepEarlierLog(spec.logFile)
  // A file, not a pipe through us: a child that outlives a killed supervisor can still write, and close in order.
  const log = openSync(spec.logFile, 'w', 0o600)
  const child = spawn(spec.command, spec.arguments, { ...options, stdio: ['ignore', log, log] })
  closeSync(log)
  return {
    child,
    lastLines: () => readFileSync(spec.logFile, 'utf8').trimEnd().split('\n').slice(-lastLinesShown),
  }
}

/**
 * @param {ChildSpec} spec
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, detached: boolean }} options
 * @param {(line: string) => void} onLine
 */
function spawnPiped(spec, options, onLine) {
  const child = spawn(spec.command, spec.arguments, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)
  // Its lines are on the screen already.
  return { child, lastLines: () => /** @type {string[]} */ ([]) }
}

/** @param {string} logFile */
function keepEarlierLog(logFile) {
  try {
    renameSync(logFile, `${logFile}.1`)
  } catch {
    // There was no earlier run.
  }
}

/**
 * @param {ChildSpec} spec
 * @param {{ code: number | null, signal: NodeJS.Signals | null }} how
 * @param {string[]} lastLines
 */
function deathOf(spec, { code, signal }, lastLines) {
  const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`
  const said = lastLines.filter((line) => line !== '').map((line) => `\n  ${line}`)
  return new PlainFailure(
    `${spec.name} ${how}, so everything is stopped.${said.length === 0 ? '' : ` The last it said:${said.join('')}`}`,
  )
}
