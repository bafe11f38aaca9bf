import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const sources = new URL('../../../apps/api/src/', import.meta.url)

type Environment = Readonly<Record<string, string>>

function run(script: string, environment: Environment) {
  const child = spawn(process.execPath, ['--no-warnings', fileURLToPath(new URL(script, sources))], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return {
    child,
    reader: createInterface(child.stdout),
    errors: text(child.stderr),
    exited: once(child, 'exit'),
  }
}

/** Starts the API and resolves when it listens. What it logs as an error is counted, and one in its log is one too many. */
export async function startApi(environment: Environment) {
  const { child, reader, errors, exited } = run('main.ts', environment)
  const lines: string[] = []
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  reader.on('line', (line) => {
    lines.push(line)
    if (line.includes('"msg":"listening"')) resolve()
  })
  await Promise.race([
    listening,
    exited.then(async () => {
      throw new Error(`The API ended at its start: ${await errors}`)
    }),
  ])
  return {
    errorsLogged: () => lines.filter((line) => /"level":"(error|fatal)"/.test(line)).length,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/**
 * Runs the rotation to its end.
 *
 * @throws Error when it does not end well
 */
export async function runRotation(environment: Environment): Promise<{ lines: string[]; seconds: number }> {
  const startedAt = performance.now()
  const { reader, errors, exited } = run('rotate-tokens.ts', environment)
  const lines: string[] = []
  reader.on('line', (line) => lines.push(line))
  const [[code]] = await Promise.all([exited, once(reader, 'close')])
  if (code !== 0)
    throw new Error(`The rotation ended with ${String(code)}: ${lines.join(' ')} ${await errors}`)
  return { lines, seconds: (performance.now() - startedAt) / 1_000 }
}
