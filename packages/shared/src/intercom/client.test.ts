import { once } from 'node:events'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { closeIntercomAgent } from './transport/agent.ts'
import { createIntercomClient } from './client.ts'
import { intercomHosts } from './hosts.ts'
import { TOKEN, clientHarness, errorList } from './testing/client-harness.ts'
import { CANARY, failureOf } from './testing/failure-of.ts'
import { closedOrigin, startScriptedServer } from './testing/scripted-server.ts'

const { server, client } = clientHarness()

const ADMIN = {
  type: 'admin',
  id: '991267459',
  name: 'Ciara Lee',
  email: 'ciara@example.com',
  email_verified: true,
  app: { type: 'app', id_code: 'abc123', name: 'My workspace', region: 'Europe', secure: false },
  avatar: { type: 'avatar', image_url: 'https://static.example/1.png' },
  has_inbox_seat: true,
}

describe('me', () => {
  test('asks the region with the token and the pinned version', async () => {
    server().scriptJson(200, ADMIN)
    await client().me()
    expect(server().requests[0]).toMatchObject({
      method: 'GET',
      path: '/eu/me',
      headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'intercom-version': '2.16' },
    })
    await client({ region: 'unknown', version: '2.11' }).me()
    expect(server().requests[1]).toMatchObject({ path: '/me', headers: { 'intercom-version': '2.11' } })
  })

  test('tells the admin and the workspace, and keeps what it does not know', async () => {
    server().scriptJson(200, ADMIN)
    expect(await client().me()).toEqual(ADMIN)
  })

  test('reads a compressed answer', async () => {
    server().script((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-encoding': 'gzip',
      })
      response.end(gzipSync(JSON.stringify(ADMIN)))
    })
    expect((await client().me()).id).toBe('991267459')
  })

  test.each([true, false, null, 'true', 1, undefined])(
    'takes email_verified %j for what it is',
    async (value) => {
      server().scriptJson(200, { ...ADMIN, email_verified: value })
      expect((await client().me()).email_verified).toBe(value === true)
    },
  )

  test.each([null, undefined, {}, { id_code: null }, { id_code: '' }])(
    'leaves the workspace out when Intercom sends %j',
    async (app) => {
      server().scriptJson(200, { ...ADMIN, app })
      expect((await client().me()).app).toBeUndefined()
    },
  )

  test('needs nothing but the id', async () => {
    server().scriptJson(200, { id: 7, avatar: null, name: null, email: 9, app: { id_code: 'a', name: null } })
    expect(await client().me()).toMatchObject({ id: '7', email_verified: false, app: { id_code: 'a' } })
  })

  test.each([
    ['null', null],
    ['a list', [ADMIN]],
    ['no id', { ...ADMIN, id: undefined }],
    ['an empty id', { ...ADMIN, id: '' }],
    ['an id that is no id', { ...ADMIN, id: { $gt: '' } }],
    ['a fraction as id', { ...ADMIN, id: 1.5 }],
    ['a workspace that is no object', { ...ADMIN, app: 'abc123' }],
    ['an error list with 200', errorList('unauthorized')],
  ])('refuses %s as a bad answer', async (_what, answer) => {
    server().scriptJson(200, answer)
    expect(await failureOf(client().me())).toMatchObject({ code: 'intercom.bad_answer', retryable: false })
  })

  test.each([
    ['a page', 'text/html', `<html>${TOKEN}</html>`],
    ['nothing', 'application/json', ''],
    ['over 1 MiB', 'application/json', JSON.stringify({ ...ADMIN, padding: 'x'.repeat(1_048_576) })],
  ])('refuses %s with 200 as a bad answer', async (_what, contentType, body) => {
    server().script((_request, response) =>
      response.writeHead(200, { 'content-type': contentType }).end(body),
    )
    expect((await failureOf(client().me())).code).toBe('intercom.bad_answer')
  })

  test('takes an answer just under 1 MiB', async () => {
    server().scriptJson(200, { ...ADMIN, padding: 'x'.repeat(1_048_000) })
    expect((await client().me()).id).toBe('991267459')
  })

  test.each([301, 302, 307, 308])('does not carry the token along a redirect with %d', async (status) => {
    const other = await startScriptedServer()
    server().script((_request, response) => response.writeHead(status, { location: other.origin }).end())
    expect((await failureOf(client().me())).code).toBe('intercom.bad_answer')
    expect(other.requests).toHaveLength(0)
    await other.close()
  })
})

describe('uninstall', () => {
  test.each([200, 202, 204])('is one POST, and %d is success without a body', async (status) => {
    server().script((_request, response) => response.writeHead(status).end())
    await client().uninstall()
    expect(server().requests).toEqual([
      expect.objectContaining({ method: 'POST', path: '/eu/auth/uninstall', body: '{}' }),
    ])
    expect(server().requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
    })
  })

  test('that may have been done is uncertain and is not repeated', async () => {
    server().scriptJson(503, errorList('service_unavailable'))
    expect(await failureOf(client().uninstall())).toMatchObject({
      code: 'intercom.uncertain',
      status: 503,
      retryable: false,
      mayHaveHappened: true,
    })
    expect(server().requests).toHaveLength(1)
  })
})

describe('the network', () => {
  test('that refuses is unavailable, by name', async () => {
    const hosts = intercomHosts({ apiUrl: await closedOrigin() })
    expect(await failureOf(client({ hosts }).me())).toMatchObject({
      code: 'intercom.unavailable',
      networkCode: 'ECONNREFUSED',
      retryable: true,
    })
  })

  test('that stalls in the body is a time-out', async () => {
    server().script((_request, response) => response.writeHead(200).write('{'))
    expect(await failureOf(client({ timeoutMs: 60 }).me())).toMatchObject({
      code: 'intercom.timeout',
      retryable: true,
    })
  })

  test("is left at once when the caller's signal has ended", async () => {
    server().scriptJson(200, ADMIN)
    const signal = AbortSignal.abort()
    expect((await failureOf(client().me({ signal }))).code).toBe('intercom.aborted')
    expect(server().requests).toHaveLength(0)
  })
})

describe('the shared pool', () => {
  test('keeps connections between calls, closes them, and opens again', async () => {
    const hosts = intercomHosts({ apiUrl: server().origin })
    const pooled = createIntercomClient({ accessToken: TOKEN, region: 'us', hosts })
    const ports: (number | undefined)[] = []
    const closed: Promise<unknown>[] = []
    server().script((request, response) => {
      if (!ports.includes(request.socket.remotePort)) closed.push(once(request.socket, 'close'))
      ports.push(request.socket.remotePort)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ADMIN))
    })
    for (let call = 0; call < 6; call += 1) await pooled.me()
    // A call right after another may find that one's connection still settling, and open a second.
    expect(new Set(ports).size).toBeLessThanOrEqual(2)
    await closeIntercomAgent()
    await closeIntercomAgent()
    await Promise.all(closed)
    const usedBefore = ports.splice(0)
    await pooled.me()
    expect(usedBefore).not.toContain(ports[0])
    await closeIntercomAgent()
  })
})

test.each(['', 'a b', 'tok\r\nx-evil: 1', 'tök'])(
  'the token %j is refused before any call',
  (accessToken) => {
    expect(() => client({ accessToken })).toThrow(TypeError)
  },
)

test('a client does not show its token when it is printed', () => {
  expect(inspect(client(), { depth: 9, showHidden: true })).not.toContain(CANARY)
})
