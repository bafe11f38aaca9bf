import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { freePort, logSink, type LogSink } from '@latchkey/test-kit'
import { onTestFinished } from 'vitest'
import type { Environment } from '#api/config.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface RunningMain {
  readonly port: number
  /** What it writes to standard output: its log. */
  readonly log: LogSink
  /** Everything written to standard error, once it has ended. */
  readonly complaints: Promise<string>
  readonly exitCode: Promise<number | null>
  readonly signal: (name: NodeJS.Signals) => void
}

/** Runs the real process, with this environment and nothing of ours; ended after the test at the latest. */
export async function runMain(environment: Environment = {}): Promise<RunningMain> {
  const port = await freePort()
  const child = spawn(process.execPath, [main], {
    env: {
      PORT: String(port),
      REDIS_URL: 'redis://127.0.0.1:1',
      TOKEN_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = logSink()
  child.stdout.pipe(log)
  const complaints = text(child.stderr)
  const exitCode = once(child, 'exit').then(([code]): number | null =>
    typeof code === 'number' ? code : null,
  )
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exitCode
  })
  return { port, log, complaints, exitCode, signal: (name) => child.kill(name) }
}
