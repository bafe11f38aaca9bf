import { join } from 'node:path'
import { repositoryRoot } from './repository-root.ts'
import { startProgram } from './start-program.ts'

/** The emulator's control API, over HTTP as anyone may use it. */
export interface Emulator {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string
  /** Back to the start: no installs, no faults, its clock on time. */
  reset(): Promise<void>
  /** How often codes were tried at the token endpoint, rightly or not. */
  tokenExchanges(): Promise<number>
  /** How often an app was uninstalled by a call. */
  uninstalls(): Promise<number>
  advanceClock(ms: number): Promise<void>
  /** Ends what a workspace granted, as a person can in Intercom's settings. */
  revoke(workspaceId: string): Promise<void>
  /** Makes a route fail once, or as often as `count` says; see the emulator's README for the kinds. */
  addFault(fault: { route: string; kind: string; count?: number | null; status?: number }): Promise<void>
  stop(): Promise<void>
}

const script = join(repositoryRoot, 'packages/intercom-emulator/src/cli.ts')

/** Starts the emulator as a program of its own on this port. */
export async function startEmulator(options: { port: number; redirectUri: string }): Promise<Emulator> {
  const url = `http://127.0.0.1:${options.port}`
  const program = await startProgram({
    name: 'The emulator',
    arguments: [script, '--port', String(options.port)],
    environment: { EMULATOR_REDIRECT_URIS: options.redirectUri },
    readyWhenItSays: 'Intercom emulator is ready',
  })
  const control = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/_emulator/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const json: unknown = await answer.json()
    if (!answer.ok) throw new Error(`The emulator refused ${path}: ${JSON.stringify(json)}`)
    return json
  }
  const counter = async (name: 'tokenExchanges' | 'uninstalls'): Promise<number> => {
    // The emulator's own answer; its tests hold it to this shape.
    const state = (await control('state')) as { counters: Record<typeof name, number> }
    return state.counters[name]
  }
  return {
    url,
    reset: async () => void (await control('reset', {})),
    tokenExchanges: () => counter('tokenExchanges'),
    uninstalls: () => counter('uninstalls'),
    advanceClock: async (ms) => void (await control('clock', { advanceMs: ms })),
    revoke: async (workspaceId) => void (await control('tokens/revoke', { workspaceId })),
    addFault: async (fault) => void (await control('faults', fault)),
    stop: () => program.end('SIGTERM'),
  }
}
