import { connect } from 'node:net'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { contract, errorCatalogue, type ErrorCode } from '@latchkey/shared/contract'
import { IntercomError } from '@latchkey/shared/intercom'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { contractRoute } from '#api/platform/openapi/index.ts'
import { StoreUnavailable } from '#api/platform/redis/index.ts'
import { serve } from '../../../test/serve.ts'
import { AppError } from './index.ts'

const ours = { 'sec-fetch-site': 'same-origin' }
const json = { ...ours, 'content-type': 'application/json' }

/** A route that fails with whatever it is given. */
const failing =
  (error: unknown): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/failing', () => {
      throw error
    })
  }

const startConnect: FastifyPluginAsyncZod = async (app) => {
  app.route({
    ...contractRoute(contract.startConnect),
    handler: async (_request, reply) =>
      reply.code(201).send({ authorizeUrl: 'https://intercom.test/', expiresAt: '2026-01-01T00:00:00Z' }),
  })
}

test.each<[string, unknown, ErrorCode, string | undefined]>([
  ['an error of ours', new AppError('connection.not_found'), 'connection.not_found', undefined],
  [
    'an error with a time',
    new AppError('request.rate_limited', undefined, { retryAfterSeconds: 7 }),
    'request.rate_limited',
    '7',
  ],
  ['a store that is away', new StoreUnavailable('timeout'), 'store.unavailable', '1'],
  [
    'a limit of Intercom',
    new IntercomError('intercom.rate_limited', 'slow down', { retryAfterMs: 1_200 }),
    'intercom.rate_limited',
    '2',
  ],
  ['a slow Intercom', new IntercomError('intercom.timeout', 'too slow'), 'intercom.unavailable', undefined],
  [
    'an odd answer of Intercom',
    new IntercomError('intercom.bad_answer', 'odd'),
    'intercom.bad_answer',
    undefined,
  ],
  ['a refused code', new IntercomError('intercom.code_rejected', 'used'), 'oauth.code_rejected', undefined],
  [
    'a refused token',
    new IntercomError('intercom.unauthorized', 'gone'),
    'connection.needs_reconnect',
    undefined,
  ],
  [
    'a missing permission',
    new IntercomError('intercom.forbidden', 'no'),
    'intercom.permission_missing',
    undefined,
  ],
])('%s is answered as a problem with the words of the catalogue', async (_name, error, code, retryAfter) => {
  const served = await serve({ routes: [failing(error)] })
  const answer = await served.ask({ path: '/api/failing' })
  const { status, title, detail } = errorCatalogue[code]
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.headers['retry-after']).toBe(retryAfter)
  expect(answer.problem()).toMatchObject({
    type: `urn:latchkey:problem:${code}`,
    code,
    status,
    title,
    detail,
  })
  expect(answer.problem().requestId).toBe(answer.headers['x-request-id'])
})

test('an error that nobody foresaw tells nothing of itself, and is logged once with its stack', async () => {
  const inner = Object.assign(new Error('canary-inner-text'), { body: 'canary-body', code: 'E_INNER' })
  const served = await serve({ routes: [failing(inner)] })
  const answer = await served.ask({ path: '/api/failing' })
  expect(answer.status).toBe(500)
  expect(answer.problem().code).toBe('internal.unexpected')
  expect(answer.text).not.toContain('canary')
  const line = await served.log.until(({ event }) => event === 'problem')
  expect(line).toMatchObject({
    level: 'error',
    requestId: answer.headers['x-request-id'],
    code: 'internal.unexpected',
  })
  expect(line['err']).toMatchObject({ cause: { code: 'E_INNER', message: 'canary-inner-text' } })
  await served.log.until(({ event }) => event === 'request')
  expect(served.log.lines.filter((each) => JSON.stringify(each).includes('canary-inner-text'))).toHaveLength(
    1,
  )
  expect(served.log.text()).not.toContain('canary-body')
})

test('what is thrown and is no error at all is unexpected too', async () => {
  const served = await serve({ routes: [failing('canary-text')] })
  const answer = await served.ask({ path: '/api/failing' })
  expect(answer.problem().code).toBe('internal.unexpected')
  expect(answer.text).not.toContain('canary')
})

test('a refusal is not logged as an error of ours', async () => {
  const served = await serve({ routes: [failing(new AppError('session.required'))] })
  await served.ask({ path: '/api/failing' })
  const line = await served.log.until(({ event }) => event === 'request')
  expect(line).toMatchObject({ level: 'info', status: 401, code: 'session.required' })
  expect(served.log.lines.filter(({ event }) => event === 'problem')).toEqual([])
})

test('each value to correct is named, an unknown one as such, and no value is repeated', async () => {
  const served = await serve({ routes: [startConnect] })
  const answer = await served.ask({
    method: 'POST',
    path: '/api/intercom/connect',
    headers: json,
    body: JSON.stringify({ region: 'canary-region', connectionId: 5, workspaceId: 'canary', userId: 1 }),
  })
  expect(answer.status).toBe(400)
  const { code, fields = [] } = answer.problem()
  expect(code).toBe('request.invalid')
  expect(fields.map(({ name }) => name).toSorted()).toEqual([
    'connectionId',
    'region',
    'userId',
    'workspaceId',
  ])
  expect(answer.text).not.toContain('canary')
})

test.each<[string, Record<string, string>, string, number, ErrorCode]>([
  ['JSON that is none', { 'content-type': 'application/json' }, '{"canary', 400, 'request.invalid'],
  ['an empty body said to be JSON', { 'content-type': 'application/json' }, '', 400, 'request.invalid'],
  [
    'JSON with a prototype',
    { 'content-type': 'application/json' },
    '{"__proto__":{"canary":1}}',
    400,
    'request.invalid',
  ],
  ['JSON that is no object', { 'content-type': 'application/json' }, '[]', 400, 'request.invalid'],
  [
    'a body over 64 KiB',
    { 'content-type': 'application/json' },
    `{"returnTo":"${'canary'.repeat(12_000)}"}`,
    413,
    'request.too_large',
  ],
  [
    'a form over 64 KiB',
    { 'content-type': 'application/x-www-form-urlencoded' },
    `returnTo=${'canary'.repeat(12_000)}`,
    413,
    'request.too_large',
  ],
  ['plain text', { 'content-type': 'text/plain' }, '{"region":"us"}', 415, 'request.unsupported_type'],
  [
    'a file upload',
    { 'content-type': 'multipart/form-data; boundary=x' },
    '--x--',
    415,
    'request.unsupported_type',
  ],
  [
    'a repeated form field',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'region=us&region=eu',
    400,
    'request.invalid',
  ],
])('refuses %s', async (_name, headers, body, status, code) => {
  const served = await serve({ routes: [startConnect] })
  const answer = await served.ask({
    method: 'POST',
    path: '/api/intercom/connect',
    headers: { ...ours, ...headers },
    body,
  })
  expect(answer.status).toBe(status)
  expect(answer.problem().code).toBe(code)
  expect(answer.text).not.toContain('canary')
  expect(served.log.text()).not.toContain('canary')
})

test('a form of our own page is read, its empty fields as not filled in', async () => {
  const served = await serve({ routes: [startConnect] })
  const answer = await served.ask({
    method: 'POST',
    path: '/api/intercom/connect',
    headers: { ...ours, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'region=eu&connectionId=',
  })
  expect(answer.status).toBe(201)
})

test.each(['/nothing', '/api/nothing', '/healthz/', '/HEALTHZ', '/api/intercom/connect/more'])(
  'there is nothing at %s',
  async (path) => {
    const served = await serve({ routes: [startConnect] })
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await served.ask({ method, path, headers: { ...ours, 'content-type': 'text/plain' } })
      expect(answer.status).toBe(404)
      expect(answer.problem().code).toBe('request.not_found')
    }
  },
)

test('a known address refuses other methods and says which it takes', async () => {
  const served = await serve({ routes: [startConnect] })
  const path = '/api/intercom/connect'
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'TRACE']) {
    const answer = await served.ask({ method, path, headers: { ...ours, 'content-type': 'text/plain' } })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('OPTIONS, POST')
    expect(answer.problem().code).toBe('request.method_not_allowed')
  }
  const options = await served.ask({ method: 'OPTIONS', path })
  expect([options.status, options.headers.allow, options.text]).toEqual([204, 'OPTIONS, POST', ''])
})

test('HEAD answers as GET does, without the body', async () => {
  const served = await serve()
  const get = await served.ask({ path: '/healthz' })
  const head = await served.ask({ method: 'HEAD', path: '/healthz' })
  expect(head.status).toBe(200)
  expect(head.text).toBe('')
  expect(head.headers['content-length']).toBe(get.headers['content-length'])
  expect((await served.ask({ method: 'HEAD', path: '/nothing' })).status).toBe(404)
})

test('a method in a header or a field is ignored', async () => {
  const served = await serve({ routes: [startConnect] })
  const headers = { ...ours, 'x-http-method-override': 'POST', 'x-method-override': 'POST' }
  const answer = await served.ask({ path: '/api/intercom/connect?_method=POST', headers })
  expect(answer.status).toBe(405)
})

test('an address that cannot be decoded or is too long is a problem too', async () => {
  const served = await serve()
  for (const path of ['/%zz', '/api/%', `/api/connections/${'a'.repeat(500)}`]) {
    const answer = await served.ask({ path })
    expect([400, 404]).toContain(answer.status)
    expect(answer.problem().requestId).toBe(answer.headers['x-request-id'])
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  }
})

test('headers beyond what is read are 431, whether in the address or beside it', async () => {
  const served = await serve()
  const long = 'canary'.repeat(4_000)
  const answers = [
    await served.ask({ path: `/api/intercom/callback?code=${long}` }),
    await served.ask({ path: '/healthz', headers: { cookie: `a=${long}` } }),
  ]
  for (const answer of answers) {
    expect(answer.status).toBe(431)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.problem()).toMatchObject({ status: 431, code: 'request.header_too_large' })
    expect(answer.problem().requestId).toBe(answer.headers['x-request-id'])
  }
  expect(
    served.log.lines.filter(({ event, code }) => event === 'security' && code === 'request.header_too_large'),
  ).toHaveLength(2)
  expect(served.log.text()).not.toContain('canary')
})

test('what is no HTTP is 400 as a problem, and the connection is closed', async () => {
  const served = await serve()
  for (const bytes of ['canary nonsense\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n']) {
    const answer = await served.askRaw(bytes)
    expect(answer.status).toBe(400)
    expect(answer.headers['connection']).toBe('close')
    expect(answer.problem().code).toBe('request.invalid')
  }
})

test.each([
  ['OPTIONS *', 404],
  ['GET //healthz', 404],
  ['GET ?healthz', 400],
  ['GET healthz', 400],
  ['GET http://localhost:3000/healthz', 200],
])('an odd target is answered as every other: %s', async (target, status) => {
  const served = await serve()
  const answer = await served.askRaw(
    `${target} HTTP/1.1\r\nHost: localhost:3000\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
  )
  expect(answer.status).toBe(status)
  expect(answer.headers['x-request-id']).toMatch(/^[\w-]{16}$/)
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
})

test('a request that does not arrive in time is 408', async () => {
  const served = await serve()
  const accepted = once(served.app.server, 'connection')
  const socket = connect(served.port, '127.0.0.1')
  const [peer] = await accepted
  // What Node emits when its own limit of seconds has passed.
  served.app.server.emit(
    'clientError',
    Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
    peer,
  )
  socket.end()
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
})

test('an answer that has begun is cut off rather than followed by another', async () => {
  const served = await serve({
    routes: [
      async (app) => {
        app.get('/api/stream', async (_request, reply) => {
          const stream = new PassThrough()
          stream.write('begun')
          return reply.send(stream)
        })
      },
    ],
  })
  const socket = connect(served.port, '127.0.0.1')
  socket.write(`GET /api/stream HTTP/1.1\r\nHost: ${new URL(served.config.publicUrl).host}\r\n\r\n`)
  const answer = text(socket)
  await once(socket, 'readable')
  socket.write('nonsense\r\n\r\n')
  expect((await answer).match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test('an expectation that no one knows does not change the answer', async () => {
  const served = await serve()
  const answer = await served.ask({ path: '/healthz', headers: { expect: 'a-miracle' } })
  expect(answer.status).toBe(200)
})
