import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Environment } from '#api/config.ts'

const script = fileURLToPath(new URL('../src/rotate-tokens.ts', import.meta.url))

/** Runs the command as a process of its own; ended after the test at the latest. */
export function runRotate(environment: Environment, args: readonly string[] = []) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  const reader = createInterface(child.stdout)
  const closed = once(reader, 'close')
  reader.on('line', (line) => lines.push(line))
  const complaints = text(child.stderr)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return {
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** Resolves when it has sealed a first batch. */
    begun: async () => {
      while (!lines.some((line) => line.includes(' sealed anew, '))) await once(reader, 'line')
    },
    /** What it said, once it has ended. */
    async ended() {
      const [[code]] = await Promise.all([exited, closed])
      return { code: typeof code === 'number' ? code : null, lines, complaints: await complaints }
    },
  }
}
