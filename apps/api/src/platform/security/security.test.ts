import { contract } from '@latchkey/shared/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { contractRoute } from '#api/platform/openapi/index.ts'
import { productionEnvironment, serve, type Served } from '../../../test/serve.ts'

const policy = (formAction: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  `connect-src 'self'; manifest-src 'self'; form-action ${formAction}; base-uri 'none'; ` +
  "frame-ancestors 'none'; object-src 'none'"

const onEveryAnswer = {
  'content-security-policy': policy("'self'"),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** What a browser is not told: names and versions of what we run, and leave to embed or share. */
const onNoAnswer = [
  'server',
  'x-powered-by',
  'access-control-allow-origin',
  'x-ratelimit-limit',
  'set-cookie',
]

/** Signs out, throws, and goes back from Intercom; each counts how often it ran. */
function routes(): { ran: string[]; plugin: FastifyPluginAsyncZod } {
  const ran: string[] = []
  return {
    ran,
    plugin: async (app) => {
      app.route({
        ...contractRoute(contract.endSession),
        handler: async (_request, reply) => {
          ran.push('signed out')
          return reply.code(204).header('set-cookie', 'a=b').send()
        },
      })
      app.route({
        ...contractRoute(contract.finishConnect),
        handler: async (_request, reply) => reply.redirect('/connections', 303),
      })
      app.get('/api/broken', () => {
        throw new Error('broken')
      })
    },
  }
}

const refusals: [string, number, (served: Served) => ReturnType<Served['ask']>][] = [
  ['an answer', 200, (served) => served.ask({ path: '/healthz' })],
  ['a head', 200, (served) => served.ask({ method: 'HEAD', path: '/healthz' })],
  ['a 503', 503, (served) => served.ask({ path: '/readyz' })],
  ['the description', 200, (served) => served.ask({ path: '/openapi.json' })],
  ['OPTIONS', 204, (served) => served.ask({ method: 'OPTIONS', path: '/api/session' })],
  ['a 404', 404, (served) => served.ask({ path: '/nothing' })],
  ['a 404 for a page', 404, (served) => served.ask({ path: '/', headers: { accept: 'text/html' } })],
  ['a 405', 405, (served) => served.ask({ path: '/api/session' })],
  ['a cross-site 403', 403, (served) => served.ask({ method: 'DELETE', path: '/api/session' })],
  ['a 421', 421, (served) => served.ask({ path: '/api/session', headers: { host: 'evil.test' } })],
  [
    'a redirect to our own name',
    302,
    (served) => served.ask({ headers: { host: 'evil.test', accept: 'text/html' } }),
  ],
  ['an address that is none', 400, (served) => served.ask({ path: '/%zz' })],
  ['a 431', 431, (served) => served.ask({ path: `/?${'a'.repeat(20_000)}` })],
  ['a 400 before HTTP', 400, (served) => served.askRaw('nonsense\r\n\r\n')],
  ['a request without a host', 400, (served) => served.askRaw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')],
  ['a 500', 500, (served) => served.ask({ path: '/api/broken' })],
]

test.each(refusals)('%s carries exactly the headers of every answer', async (_name, status, asking) => {
  const served = await serve({ routes: [routes().plugin] })
  const { headers, ...answer } = await asking(served)
  expect(answer.status).toBe(status)
  expect(headers).toMatchObject(onEveryAnswer)
  expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/)
  expect(onNoAnswer.filter((name) => name in headers)).toEqual([])
  expect(headers['strict-transport-security']).toBeUndefined()
})

test.each(refusals.filter(([name]) => name !== 'a redirect to our own name'))(
  'over https, %s asks for https for a year',
  async (_name, status, asking) => {
    const served = await serve({ environment: productionEnvironment, routes: [routes().plugin] })
    const answer = await asking(served)
    expect(answer.status).toBe(status)
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
  },
)

test('the answer to the callback sends no Referer, whose address holds the code', async () => {
  const served = await serve({ routes: [routes().plugin] })
  const answer = await served.ask({ path: '/api/intercom/callback?code=a&state=b' })
  expect(answer.status).toBe(303)
  expect(answer.headers['referrer-policy']).toBe('no-referrer')
})

test('a request id from outside is not taken over', async () => {
  const served = await serve()
  const answer = await served.ask({
    path: '/healthz',
    headers: { 'x-request-id': 'forged', 'request-id': 'forged' },
  })
  expect(answer.headers['x-request-id']).not.toBe('forged')
})

const origin = 'http://localhost:3000'
const twoOrigins = { WEB_URL: 'http://localhost:3000,http://localhost:5173' }

test.each<[string, Record<string, string>]>([
  ['from our own page', { 'sec-fetch-site': 'same-origin' }],
  ['from our own page, with its origin', { 'sec-fetch-site': 'same-origin', origin }],
  ['from a listed origin of our site', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:5173' }],
  ['from an old browser on our page', { origin }],
])('a request that changes something passes %s', async (_name, headers) => {
  const { ran, plugin } = routes()
  const served = await serve({ environment: twoOrigins, routes: [plugin] })
  const answer = await served.ask({ method: 'DELETE', path: '/api/session', headers })
  expect([answer.status, ran.length]).toEqual([204, 1])
  expect(served.log.lines.filter(({ event }) => event === 'security')).toEqual([])
})

test.each<[string, Record<string, string>]>([
  ['from a form of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }],
  ['cross-site under our own origin', { 'sec-fetch-site': 'cross-site', origin }],
  ['from a sibling host', { 'sec-fetch-site': 'same-site', origin: 'http://evil.localhost:3000' }],
  ['from our site without an origin', { 'sec-fetch-site': 'same-site' }],
  ['from the address bar', { 'sec-fetch-site': 'none' }],
  ['from the address bar, with our origin', { 'sec-fetch-site': 'none', origin }],
  ['from who knows where', { 'sec-fetch-site': 'else' }],
  ['with two answers to that', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ['from an old browser without an origin', {}],
  ['from a sandboxed frame', { origin: 'null' }],
  ['from an origin that begins with ours', { origin: `${origin}.evil.test` }],
  ['from our host on another port', { origin: 'http://localhost:3001' }],
  ['from our host over another scheme', { origin: 'https://localhost:3000' }],
  ['from our origin in capitals', { origin: 'HTTP://LOCALHOST:3000' }],
  ['with our address as referer only', { referer: `${origin}/` }],
])('a request that changes something is refused %s, whatever its body is', async (_name, headers) => {
  const { ran, plugin } = routes()
  const served = await serve({ environment: twoOrigins, routes: [plugin] })
  for (const type of [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ]) {
    const answer = await served.ask({
      method: 'DELETE',
      path: '/api/session',
      headers: { ...headers, 'content-type': type },
      body: '{}',
    })
    expect(answer.status).toBe(403)
    expect(answer.problem().code).toBe('request.cross_site')
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  expect(ran).toEqual([])
  const events = served.log.lines.filter(
    ({ event, code }) => event === 'security' && code === 'request.cross_site',
  )
  expect(events).toHaveLength(4)
})

test('every unsafe method needs the proof, known or not, and reading needs none', async () => {
  const served = await serve({ routes: [routes().plugin] })
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY']) {
    for (const path of ['/api/session', '/healthz', '/nothing']) {
      expect((await served.ask({ method, path })).status).toBe(403)
    }
  }
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }
  expect((await served.ask({ path: '/healthz', headers })).status).toBe(200)
})

const page = { accept: 'text/html,application/xhtml+xml' }

test.each<[string, Record<string, string>, string, number, string | undefined]>([
  ['our own name', { host: 'localhost:3000' }, '/openapi.json', 200, undefined],
  ['our own name in capitals', { host: 'LOCALHOST:3000' }, '/openapi.json', 200, undefined],
  ['the web app’s name', { host: 'localhost:5173' }, '/openapi.json', 200, undefined],
  ['another port', { host: 'localhost:3001' }, '/openapi.json', 421, undefined],
  ['no port', { host: 'localhost' }, '/openapi.json', 421, undefined],
  ['the address in numbers', { host: '127.0.0.1:3000' }, '/api/session', 421, undefined],
  ['a foreign name', { host: 'evil.test' }, '/openapi.json', 421, undefined],
  ['our name behind a user', { host: 'localhost:3000@evil.test' }, '/openapi.json', 421, undefined],
  ['a user before our name', { host: 'evil@localhost:3000' }, '/openapi.json', 421, undefined],
  [
    'a forwarded name from nobody we trust',
    { host: 'evil.test', 'x-forwarded-host': 'localhost:3000' },
    '/openapi.json',
    421,
    undefined,
  ],
  [
    'a page by numbers',
    { ...page, host: '127.0.0.1:3000' },
    '/connections?connected=a',
    302,
    'http://localhost:5173/connections?connected=a',
  ],
  [
    'a page whose path looks like a host',
    { ...page, host: 'evil.test' },
    '//evil.test/x',
    302,
    'http://localhost:5173//evil.test/x',
  ],
  [
    'a page by an absolute address',
    { ...page, host: 'evil.test' },
    'http://evil.test/x',
    302,
    'http://localhost:5173/',
  ],
  [
    'an API path in a browser',
    { ...page, host: 'evil.test' },
    '/api/intercom/callback?code=a',
    421,
    undefined,
  ],
  ['a probe by any name', { host: '10.0.0.9:3000' }, '/healthz', 200, undefined],
])('asked under %s', async (_name, headers, path, status, location) => {
  const served = await serve({ environment: { WEB_URL: 'http://localhost:5173,http://localhost:3000' } })
  const answer = await served.ask({ path, headers })
  expect(answer.status).toBe(status)
  expect(answer.headers.location).toBe(location)
  expect(status === 421 ? answer.problem().code : '').toBe(status === 421 ? 'request.misdirected' : '')
})

test('a request that names its host twice, or not at all, is refused', async () => {
  const served = await serve()
  const twice =
    'GET /openapi.json HTTP/1.1\r\nHost: localhost:3000\r\nHost: evil.test\r\nConnection: close\r\n\r\n'
  const none = 'GET /openapi.json HTTP/1.0\r\n\r\n'
  for (const bytes of [twice, none]) expect((await served.askRaw(bytes)).status).toBe(400)
})

test('a proxy that we trust may tell the name and the scheme, and nobody else may', async () => {
  const trusting = { ...productionEnvironment, TRUST_PROXY: '127.0.0.0/8' }
  const behindProxy = await serve({ environment: trusting })
  const forwarded = { host: 'inside:8080', 'x-forwarded-host': 'latchkey.acme.test' }
  const overHttps = { ...forwarded, 'x-forwarded-proto': 'https' }
  const overHttp = { ...forwarded, 'x-forwarded-proto': 'http' }
  const path = '/openapi.json'
  expect((await behindProxy.ask({ path, headers: overHttps })).status).toBe(200)
  expect((await behindProxy.ask({ path, headers: forwarded })).status).toBe(200)
  expect((await behindProxy.ask({ path, headers: overHttp })).status).toBe(421)
  const redirected = await behindProxy.ask({ path: '/connections', headers: { ...overHttp, ...page } })
  expect([redirected.status, redirected.headers.location]).toEqual([
    302,
    'https://latchkey.acme.test/connections',
  ])

  const alone = await serve({ environment: productionEnvironment })
  expect((await alone.ask({ path, headers: overHttps })).status).toBe(421)
  const forged = { host: 'latchkey.acme.test', 'x-forwarded-proto': 'http' }
  expect((await alone.ask({ path, headers: forged })).status).toBe(200)
})

test('only the listed origins of a web app of its own may call with cookies', async () => {
  const environment = {
    ...productionEnvironment,
    WEB_URL: 'https://app.acme.test,https://beta.acme.test',
  }
  const { ran, plugin } = routes()
  const served = await serve({ environment, routes: [plugin] })
  const path = '/api/session'
  const preflight = { 'access-control-request-method': 'DELETE' }
  for (const listed of ['https://app.acme.test', 'https://beta.acme.test']) {
    const allowed = await served.ask({ method: 'OPTIONS', path, headers: { ...preflight, origin: listed } })
    expect(allowed.status).toBe(204)
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
      'access-control-allow-headers': 'Content-Type',
      'content-security-policy': policy("'self' https://app.acme.test https://beta.acme.test"),
      vary: 'Origin',
    })
    const headers = { origin: listed, 'sec-fetch-site': 'same-site' }
    expect((await served.ask({ method: 'DELETE', path, headers })).status).toBe(204)
    const refused = await served.ask({ path: '/api/broken', headers })
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([500, listed])
  }
  expect(ran).toHaveLength(2)
  for (const other of [
    'https://evil.test',
    'null',
    'https://app.acme.test.evil.test',
    'http://app.acme.test',
  ]) {
    const denied = await served.ask({ method: 'OPTIONS', path, headers: { ...preflight, origin: other } })
    expect(denied.headers['access-control-allow-origin']).toBeUndefined()
    expect(denied.headers['access-control-allow-credentials']).toBeUndefined()
    expect(denied.headers.vary).toBe('Origin')
  }
})

test('with one origin for both there is no CORS, and OPTIONS only tells the methods', async () => {
  const served = await serve({ routes: [routes().plugin] })
  const headers = { origin, 'access-control-request-method': 'DELETE' }
  const answer = await served.ask({ method: 'OPTIONS', path: '/api/session', headers })
  expect([answer.status, answer.headers.allow, answer.headers.vary]).toEqual([
    204,
    'DELETE, OPTIONS',
    undefined,
  ])
})
