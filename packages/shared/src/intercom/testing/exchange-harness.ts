import { Agent } from 'undici'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { validateCallback } from '../oauth/callback.ts'
import type { ValidatedCallback } from '../oauth/callback.ts'
import { exchangeCode } from '../oauth/exchange-code.ts'
import type { ExchangeOptions, IntercomApp, TokenSet } from '../oauth/exchange-code.ts'
import { intercomHosts } from '../hosts.ts'
import { CANARY } from './failure-of.ts'
import { startScriptedServer } from './scripted-server.ts'
import type { ScriptedServer } from './scripted-server.ts'

export const CODE = `${CANARY}-code-0123456789/+==`
export const SECRET = `${CANARY}-secret-0123456789`
export const TOKEN = `${CANARY}-token-dG9rOmFiYw==`

/** An app and a callback with the code `CODE`, as they are before an exchange. */
export function appAt(apiUrl: string): IntercomApp {
  return {
    clientId: 'client-1',
    clientSecret: SECRET,
    redirectUri: 'https://app.example/api/intercom/callback',
    hosts: intercomHosts({ apiUrl }),
  }
}

export function validatedCallback(): ValidatedCallback {
  const query = new URLSearchParams({ code: CODE, state: 's' })
  const result = validateCallback({ query, expectedState: 's' })
  if (result.kind !== 'code') throw new Error('the callback should be valid')
  return result.callback
}

/** Starts a server for the file and a pool for each test; call it once at the top of the file. */
export function exchangeHarness(): {
  server: () => ScriptedServer
  dispatcher: () => Agent
  /** Exchanges a fresh callback at the scripted server, region Europe unless told otherwise. */
  exchange: (options?: Partial<ExchangeOptions> & { apiUrl?: string }) => Promise<TokenSet>
} {
  let server: ScriptedServer
  let dispatcher: Agent
  beforeAll(async () => {
    server = await startScriptedServer()
  })
  afterAll(() => server.close())
  beforeEach(() => {
    dispatcher = new Agent()
  })
  afterEach(() => dispatcher.destroy())
  return {
    server: () => server,
    dispatcher: () => dispatcher,
    exchange: ({ apiUrl = `${server.origin}/{region}`, ...options } = {}) =>
      exchangeCode(appAt(apiUrl), validatedCallback(), { region: 'eu', dispatcher, ...options }),
  }
}
