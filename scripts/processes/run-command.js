import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Interrupted } from '../console/plain-failure.js'
import { endGroup } from './group.js'

/**
 * @typedef {object} CommandResult
 * @property {number} exitCode 128 and more when a signal ended it, as a shell would say; 127 when it could not start
 * @property {string[]} lines what it printed on both streams, in order
 */

const graceMs = 5_000

/**
 * Runs a command to its end. It never throws for a command that fails: the caller knows what the failure means.
 *
 * The command has no standard input and its own process group, so that a Ctrl-C reaches it through us and it can be
 * ended whole. When `stopSignal` aborts, the group is ended and `Interrupted` is thrown.
 *
 * @param {string} command
 * @param {string[]} commandArguments
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] default: this process's own
 * @param {AbortSignal} [options.stopSignal]
 * @param {string} [options.logFile] everything printed is added to it
 * @param {(line: string) => void} [options.onLine]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, commandArguments, options = {}) {
  const { cwd, env, stopSignal, logFile, onLine } = options
  if (stopSignal?.aborted) return Promise.reject(new Interrupted())
  const child = spawn(command, commandArguments, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  /** @type {string[]} */
  const lines = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (logFile !== undefined) appendFileSync(logFile, `${line}\n`)
      onLine?.(line)
    })
  }
  return new Promise((resolve, reject) => {
    const onStop = () => {
      if (child.pid !== undefined) void endGroup(child.pid, { exited, graceMs })
    }
    const exited = new Promise((done) => child.once('exit', done))
    stopSignal?.addEventListener('abort', onStop, { once: true })
    child.once('error', (error) => {
      stopSignal?.removeEventListener('abort', onStop)
      resolve({ exitCode: 127, lines: [...lines, error.message] })
    })
    child.once('close', (code, signal) => {
      stopSignal?.removeEventListener('abort', onStop)
      if (stopSignal?.aborted) reject(new Interrupted())
      else resolve({ exitCode: code ?? (signal === 'SIGKILL' ? 137 : 143), lines })
    })
  })
}
