import { Agent } from 'undici'
import { afterAll, beforeAll } from 'vitest'
import { createIntercomClient } from '../client.ts'
import type { IntercomClient } from '../client.ts'
import type { IntercomClientOptions } from '../client-options.ts'
import { intercomHosts } from '../hosts.ts'
import { CANARY } from './failure-of.ts'
import { startScriptedServer } from './scripted-server.ts'
import type { ScriptedServer } from './scripted-server.ts'

export const TOKEN = `${CANARY}-token-dG9rOmFiYw==`

/** Intercom's error envelope; its message echoes the token, as a careless server might. */
export function errorList(code: string): object {
  return { type: 'error.list', request_id: 'b2jiv6iroeecj5qclm0', errors: [{ code, message: TOKEN }] }
}

/** Starts a server and a pool for the file; call it once at the top of the file. */
export function clientHarness(): {
  server: () => ScriptedServer
  /** Options of a client of the scripted server, region Europe unless told otherwise. */
  options: (options?: Partial<IntercomClientOptions>) => IntercomClientOptions
  client: (options?: Partial<IntercomClientOptions>) => IntercomClient
} {
  let server: ScriptedServer
  let dispatcher: Agent
  beforeAll(async () => {
    server = await startScriptedServer()
    dispatcher = new Agent()
  })
  afterAll(async () => {
    await dispatcher.destroy()
    await server.close()
  })
  const optionsOf = (options: Partial<IntercomClientOptions> = {}): IntercomClientOptions => {
    const hosts = intercomHosts({ apiUrl: `${server.origin}/{region}` })
    const pool = options.fetch === undefined ? { dispatcher } : {}
    return { accessToken: TOKEN, region: 'eu', hosts, ...pool, ...options }
  }
  return {
    server: () => server,
    options: optionsOf,
    client: (options) => createIntercomClient(optionsOf(options)),
  }
}
