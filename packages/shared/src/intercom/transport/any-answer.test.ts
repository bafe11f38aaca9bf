import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Agent } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { validateCallback } from '../oauth/callback.ts'
import { callOf, createIntercomClient } from '../client.ts'
import type { IntercomClientOptions } from '../client-options.ts'
import { exchangeCode } from '../oauth/exchange-code.ts'
import { intercomHosts } from '../hosts.ts'
import { IntercomError } from '../intercom-error.ts'
import { failureOf } from '../testing/failure-of.ts'
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

const optionsAt = (origin: string): IntercomClientOptions => ({
  accessToken: 't',
  region: 'us',
  hosts: intercomHosts({ apiUrl: origin }),
  maxRetries: 0,
})

/** Every kind of call of this package, each against the same server. */
function callsTo(origin: string): Promise<unknown>[] {
  const options = optionsAt(origin)
  const query = new URLSearchParams({ code: 'c', state: 's' })
  const result = validateCallback({ query, expectedState: 's' })
  if (result.kind !== 'code') throw new Error('the callback should be valid')
  const app = {
    clientId: 'c',
    clientSecret: 's',
    redirectUri: 'https://app.example/cb',
    hosts: options.hosts,
  }
  const client = () => createIntercomClient({ ...options, dispatcher })
  return [
    exchangeCode(app, result.callback, { region: 'us', dispatcher }),
    client().me(),
    client().uninstall(),
    client().contacts.list(),
    client().companies.list(),
    createIntercomClient({ ...options, fetch: globalThis.fetch }).me(),
  ]
}

async function otherErrorsFrom(origin: string): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(callsTo(origin))
  return outcomes
    .filter((outcome) => outcome.status === 'rejected')
    .map((outcome): unknown => outcome.reason)
    .filter((reason) => !(reason instanceof IntercomError))
}

const anyField = fc.constantFrom(
  'id',
  'app',
  'data',
  'pages',
  'next',
  'starting_after',
  'total_pages',
  'total_count',
  'token',
  'access_token',
  'request_id',
  'errors',
  'code',
  'message',
  '__proto__',
)
const { tree } = fc.letrec<{ tree: unknown; object: object; list: unknown[] }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, fc.jsonValue(), tie('object'), tie('list')),
  object: fc.dictionary(anyField, tie('tree'), { maxKeys: 6 }),
  list: fc.array(tie('tree'), { maxLength: 3 }),
}))
const anyJson = tree.map((value) => Buffer.from(JSON.stringify(value)))
const anyPage = fc
  .constantFrom('', '<html><h1>502</h1>', '\u{feff}{"id":"1"}', '{"id":"1"', 'null', '"')
  .map((text) => Buffer.from(text))
const otherEncoding = anyJson.map((json) => Buffer.from(json.toString(), 'utf16le'))
const plainBody = fc.oneof(fc.uint8Array({ maxLength: 200 }), anyJson, anyPage, otherEncoding)
const anyBody = fc.oneof(
  plainBody.map((body) => ({ body, gzipped: false })),
  plainBody.map((body) => ({ body: gzipSync(body), gzipped: true })),
  plainBody.map((body) => ({ body: gzipSync(body).subarray(0, 15), gzipped: true })),
)
const anyHeaders = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/html',
      'application/problem+json',
      ';;',
      '',
      'application/json, text/html',
    ),
    'content-encoding': fc.constantFrom('identity', 'br', 'nonsense', 'gzip, gzip'),
    'retry-after': fc.constantFrom('0', '-1', 'x', '9'.repeat(400)),
    'x-ratelimit-limit': fc.constantFrom('0', '20', 'x', '9'.repeat(400)),
    'x-ratelimit-remaining': fc.constantFrom('0', '-1', '9'.repeat(400)),
    'x-ratelimit-reset': fc.constantFrom('0', '1e9', '9'.repeat(400)),
    'x-request-id': fc.constantFrom('', 'abc', '\u00ff'),
    link: fc.constantFrom('<>', '</contacts/1>; rel="canonical"', ';;<'),
    date: fc.constantFrom('', 'never', new Date(0).toUTCString()),
  },
  { requiredKeys: [] },
)

test('no status, header or body makes a call fail with anything but an IntercomError', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 200, max: 999 }),
      anyHeaders,
      anyBody,
      async (status, headers, { body, gzipped }) => {
        server.script((_request, response) => {
          response.writeHead(status, { ...headers, ...(gzipped && { 'content-encoding': 'gzip' }) }).end(body)
        })
        expect(await otherErrorsFrom(server.origin)).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
}, 20_000)

test('no bytes on the wire do either', async () => {
  const anyStart = fc.constantFrom(
    '',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n',
    'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    'HTTP/9',
  )
  await fc.assert(
    fc.asyncProperty(anyStart, fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
      rawServer.script(Buffer.concat([Buffer.from(start), rest]))
      expect(await otherErrorsFrom(rawServer.origin)).toEqual([])
    }),
    { numRuns: 100 },
  )
}, 20_000)

describe('a failure that is no error list', () => {
  test.each([
    ['a page', 'text/html', '<html><h1>Bad gateway</h1>'],
    ['nothing', 'application/json', ''],
    ['half of a list', 'application/json', '{"type":"error.list","errors":[{"code":"x'],
    ['another encoding', 'application/json', Buffer.from('{"errors":[{"code":"x"}]}', 'utf16le')],
    ['another shape', 'application/json', '{"errors":"many","request_id":{}}'],
    ['another shape inside', 'application/json', '{"errors":[null]}'],
  ])('%s is told by its status alone', async (_what, contentType, body) => {
    server.script((_request, response) => response.writeHead(502, { 'content-type': contentType }).end(body))
    const client = createIntercomClient({ ...optionsAt(server.origin), dispatcher })
    expect(await failureOf(client.me())).toMatchObject({
      code: 'intercom.unavailable',
      status: 502,
      intercomCode: undefined,
      requestId: undefined,
    })
  })
})

test('a schema that throws has not accepted the answer', async () => {
  server.scriptJson(200, {})
  const answer = z.unknown().transform((): string => {
    throw new Error('no')
  })
  const call = callOf({ ...optionsAt(server.origin), dispatcher })
  const failure = failureOf(call({ method: 'GET', route: '/x', answer, repeat: 'safe' }))
  expect((await failure).code).toBe('intercom.bad_answer')
})

test('an answer cannot change the prototype of what is returned', async () => {
  server.script((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"id":"1","__proto__":{"admin":true},"app":{"id_code":"a","__proto__":{"owner":true}}}')
  })
  const me = await createIntercomClient({ ...optionsAt(server.origin), dispatcher }).me()
  expect('admin' in me).toBe(false)
  expect(me.app !== undefined && 'owner' in me.app).toBe(false)
})
