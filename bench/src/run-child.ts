import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** A process of its own for each measurement: no subject inherits another's heap, caches or compiled code. */
export interface Child<Line> {
  pid: number
  /** The first line that it printed, as JSON. */
  line: Line
  stop(): Promise<void>
}

/**
 * Starts a script and waits for its first line.
 *
 * @throws Error with what it wrote to standard error when it ends without one
 */
export async function startChild<Line>(script: URL, input: unknown): Promise<Child<Line>> {
  const file = fileURLToPath(script)
  const child = spawn(process.execPath, ['--no-warnings', file, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = once(child, 'close')
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => undefined)])
  if (first === undefined || child.pid === undefined) {
    throw new Error(`${file} ended without an answer: ${errors}`)
  }
  return {
    pid: child.pid,
    // Our own scripts print exactly what their reader declares.
    line: JSON.parse(String(first[0])) as Line,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Runs a script to its end and returns the line that it printed. */
export async function runChild<Line>(script: URL, input: unknown): Promise<Line> {
  const child = await startChild<Line>(script, input)
  await child.stop()
  return child.line
}
