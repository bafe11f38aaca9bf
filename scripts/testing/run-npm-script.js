import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs one of the repository's npm scripts, in a terminal of its own as it were. A signal sent to it goes to npm
 * alone, which passes it on.
 *
 * @param {string} script
 * @param {Record<string, string>} settings the environment, beside what every program needs
 */
export function runNpmScript(script, settings) {
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: repository,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  /** @type {string[]} */
  const lines = []
  const exited = new Promise((/** @type {(code: number | null) => void} */ resolve) =>
    child.once('close', resolve),
  )
  const ready = new Promise((/** @type {(line: string) => void} */ resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (line.startsWith('Latchkey is ready')) resolve(line)
      })
    }
    void exited.then((code) => reject(new Error(`It ended with ${code}: ${lines.join('\n')}`)))
  })
  // A run that is meant to fail is not waited for to be ready.
  ready.catch(() => undefined)
  return { child, exited, ready, output: () => lines.join('\n') }
}
