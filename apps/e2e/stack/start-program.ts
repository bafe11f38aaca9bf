import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'

export interface ProgramOptions {
  /** How it is called in messages, "The API". */
  readonly name: string
  /** Node's arguments, the script first. */
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** A part of the line that it prints once it can be used. */
  readonly readyWhenItSays: string
  /** Gets every line that it prints. */
  readonly onLine?: (line: string) => void
}

export interface Program {
  /** Asks it to end, or ends it at once; resolves when it is gone. Safe to call twice. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const readyLimitMs = 20_000

/**
 * Starts a Node program and resolves when it says that it is ready. It gets the given environment and PATH, so
 * nothing of the person who runs the tests changes what it does.
 *
 * @throws Error with the program's last lines when it ends or stays silent
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const child = spawn(process.execPath, options.arguments, {
    env: { PATH: process.env['PATH'] ?? '', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const gone = once(child, 'exit').then(() => void process.off('exit', endWithUs))
  const said: string[] = []
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        options.onLine?.(line)
        if (line.includes(options.readyWhenItSays)) resolve()
      })
    }
  })
  const limit = AbortSignal.timeout(readyLimitMs)
  const silent = once(limit, 'abort').then(() => 'did not become ready')
  const problem = await Promise.race([ready, gone.then(() => 'ended'), silent])
  if (typeof problem === 'string') {
    endWithUs()
    throw new Error(`${options.name} ${problem}. It said last:\n${said.slice(-10).join('\n')}`)
  }
  return {
    async end(signal) {
      child.kill(signal)
      await gone
    },
  }
}
