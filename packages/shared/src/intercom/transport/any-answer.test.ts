import fc from 'fast-check'
import { Agent } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { validateCallback } from '../oauth/callback.ts'
import { createIntercomClient } from '../client.ts'
import { exchangeCode } from '../oauth/exchange-code.ts'
import { intercomHosts } from '../hosts.ts'
import { IntercomError } from '../intercom-error.ts'
import { startRawServer, startScriptedServer } from '../testing/scripted-server.ts'
import type { ScriptedServer } from '../testing/scripted-server.ts'

let server: ScriptedServer
let rawServer: Awaited<ReturnType<typeof startRawServer>>
let dispatcher: Agent

beforeAll(async () => {
  server = await startScriptedServer()
  rawServer = await startRawServer()
  dispatcher = new Agent({ connections: 1 })
})
afterAll(async () => {
  await dispatcher.destroy()
  await server.close()
  await rawServer.close()
})

/** Every call of this package, each against the same server. */
function callsTo(origin: string): Promise<unknown>[] {
  const hosts = intercomHosts({ apiUrl: origin })
  const query = new URLSearchParams({ code: 'c', state: 's' })
  const result = validateCallback({ query, expectedState: 's' })
  if (result.kind !== 'code') throw new Error('the callback should be valid')
  const app = { clientId: 'c', clientSecret: 's', redirectUri: 'https://app.example/cb', hosts }
  const client = () =>
    createIntercomClient({ accessToken: 't', region: 'us', hosts, dispatcher, maxRetries: 0 })
  return [
    exchangeCode(app, result.callback, { region: 'us', dispatcher }),
    client().me(),
    client().uninstall(),
  ]
}

async function otherErrorsFrom(origin: string): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(callsTo(origin))
  return outcomes
    .filter((outcome) => outcome.status === 'rejected')
    .map((outcome): unknown => outcome.reason)
    .filter((reason) => !(reason instanceof IntercomError))
}

const anyField = fc.constantFrom('id', 'app', 'token', 'access_token', 'token_type', 'errors', '__proto__')
const anyJson = fc.dictionary(anyField, fc.jsonValue()).map((fields) => Buffer.from(JSON.stringify(fields)))
const anyBody = fc.oneof(fc.uint8Array({ maxLength: 200 }), anyJson)
const anyHeaders = fc.record({
  'content-type': fc.constantFrom('application/json', 'text/html', 'application/problem+json', ';;'),
  'content-encoding': fc.constantFrom('identity', 'gzip', 'br', 'nonsense'),
  'retry-after': fc.constantFrom('0', '-1', 'x', '9'.repeat(400)),
  'x-ratelimit-reset': fc.constantFrom('0', '1e9', '9'.repeat(400)),
  'x-request-id': fc.constantFrom('', 'abc', '\u00ff'),
})

test('no status, header or body makes a call fail with anything but an IntercomError', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 200, max: 999 }),
      anyHeaders,
      anyBody,
      async (status, headers, body) => {
        server.script((_request, response) => response.writeHead(status, headers).end(body))
        expect(await otherErrorsFrom(server.origin)).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
})

test('no bytes on the wire do either', async () => {
  const anyStart = fc.constantFrom(
    '',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n',
    'HTTP/9',
  )
  await fc.assert(
    fc.asyncProperty(anyStart, fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
      rawServer.script(Buffer.concat([Buffer.from(start), rest]))
      expect(await otherErrorsFrom(rawServer.origin)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('an answer cannot change the prototype of what is returned', async () => {
  server.script((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"id":"1","__proto__":{"admin":true},"app":{"id_code":"a","__proto__":{"owner":true}}}')
  })
  const hosts = intercomHosts({ apiUrl: server.origin })
  const me = await createIntercomClient({ accessToken: 't', region: 'us', hosts, dispatcher }).me()
  expect('admin' in me).toBe(false)
  expect(me.app !== undefined && 'owner' in me.app).toBe(false)
})
