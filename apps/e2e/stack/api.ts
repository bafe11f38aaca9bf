import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './repository-root.ts'
import { startProgram, type Program } from './start-program.ts'

/** The built API, which may be taken away and brought back on the same port. */
export interface Api {
  /** Starts it unless it runs. */
  start(): Promise<void>
  /** SIGTERM lets it finish what it has begun, SIGKILL does not. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Everything it has logged since `forgetLog`. */
  log(): string
  forgetLog(): void
}

const script = join(repositoryRoot, 'apps/api/dist/main.js')

/**
 * Prepares the built API with this environment; it does not run before `start`.
 *
 * @throws Error when nothing is built
 */
export function createApi(environment: Readonly<Record<string, string>>): Api {
  if (!existsSync(script)) throw new Error('The API is not built: run `pnpm build` first.')
  let program: Program | undefined
  let lines: string[] = []
  return {
    async start() {
      program ??= await startProgram({
        name: 'The API',
        arguments: [script],
        environment,
        readyWhenItSays: '"msg":"listening"',
        onLine: (line) => lines.push(line),
      })
    },
    async stop(signal) {
      await program?.end(signal)
      program = undefined
    },
    log: () => lines.join('\n'),
    forgetLog: () => {
      lines = []
    },
  }
}
