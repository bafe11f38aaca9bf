import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTlsProxy, type TlsProxy } from '../proxies/tls-proxy.ts'
import { type Browser, createBrowser } from './create-browser.ts'

/** Answers with what it was sent, and sets the cookies named in `?set=`. */
const server = createServer((request, response) => {
  const query = new URL(request.url ?? '/', 'http://server').searchParams
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const status = Number(query.get('status') ?? 200)
    response.writeHead(status, { 'set-cookie': query.getAll('set'), location: '/elsewhere' })
    const { method, headers } = request
    response.end(
      status === 204
        ? undefined
        : JSON.stringify({ method, headers, body: Buffer.concat(chunks).toString() }),
    )
  })
})
let http: string
let https: TlsProxy

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  http = `http://localhost:${port}`
  https = await startTlsProxy({ targetPort: port })
})
afterAll(async () => {
  await https.stop()
  server.close()
})

type Echo = { method: string; headers: IncomingHttpHeaders; body: string }

function setting(...cookies: string[]): string {
  return `/?${new URLSearchParams(cookies.map((cookie): [string, string] => ['set', cookie])).toString()}`
}

async function echo(answer: Promise<Response>): Promise<Echo> {
  return (await (await answer).json()) as Echo
}

function names(browser: Browser): string[] {
  return browser.cookies().map(({ name }) => name)
}

function overHttps(): Browser {
  return createBrowser({ baseUrl: https.url, caPem: https.caPem })
}

test('a cookie is kept, sent back, and gone after Max-Age=0', async () => {
  const browser = createBrowser({ baseUrl: http })
  await browser.fetch(setting('sid=1; Path=/; HttpOnly; SameSite=Lax; Max-Age=60'))

  expect((await echo(browser.fetch('/any'))).headers.cookie).toBe('sid=1')
  expect(browser.cookie('sid')).toMatchObject({
    value: '1',
    path: '/',
    httpOnly: true,
    secure: false,
    sameSite: 'lax',
  })

  await browser.fetch(setting('sid=; Path=/; Max-Age=0'))
  expect((await echo(browser.fetch('/any'))).headers.cookie).toBeUndefined()
  expect(browser.cookies()).toEqual([])
})

test('a cookie is sent to its path only', async () => {
  const browser = createBrowser({ baseUrl: http })
  await browser.fetch(setting('flow=1; Path=/api/intercom'))

  expect((await echo(browser.fetch('/api/intercom/callback'))).headers.cookie).toBe('flow=1')
  expect((await echo(browser.fetch('/api'))).headers.cookie).toBeUndefined()
  expect(names(browser)).toEqual(['flow'])
})

test('on plain http, Secure and __Host- cookies are dropped unless the browser is said to keep them', async () => {
  const cookies = setting('__Host-sid=1; Path=/; Secure', 'safe=1; Secure', 'plain=1')
  const strict = createBrowser({ baseUrl: http })
  const lenient = createBrowser({ baseUrl: http, secureOnLoopback: true })

  await Promise.all([strict.fetch(cookies), lenient.fetch(cookies)])

  expect(names(strict)).toEqual(['plain'])
  expect(names(lenient)).toEqual(['__Host-sid', 'safe', 'plain'])
})

test('over https, a __Host- cookie needs Secure, Path=/ and no Domain', async () => {
  const browser = overHttps()

  await browser.fetch(
    setting(
      '__Host-good=1; Path=/; Secure',
      '__Host-insecure=1; Path=/',
      '__Host-deep=1; Path=/api; Secure',
      '__Host-shared=1; Path=/; Secure; Domain=localhost',
      '__Secure-insecure=1; Path=/',
    ),
  )

  expect(names(browser)).toEqual(['__Host-good'])
})

test('from another site, a navigation carries Lax and None cookies, a form or fetch only None', async () => {
  const browser = overHttps()
  await browser.fetch(
    setting('strict=1; SameSite=Strict', 'lax=1; SameSite=Lax', 'unnamed=1', 'none=1; SameSite=None; Secure'),
  )
  const sent = async (answer: Promise<Response>) => (await echo(answer)).headers.cookie

  expect(await sent(browser.navigate('/'))).toBe('strict=1; lax=1; unnamed=1; none=1')
  expect(await sent(browser.navigate('/', { crossSite: true }))).toBe('lax=1; unnamed=1; none=1')
  expect(await sent(browser.submit('/', {}, { crossSite: true }))).toBe('none=1')
  expect(await sent(browser.fetch('/', { crossSite: true }))).toBe('none=1')
})

test('a navigation from another site may set SameSite cookies, a request within its pages may not', async () => {
  const navigated = createBrowser({ baseUrl: http })
  const embedded = createBrowser({ baseUrl: http })
  const cookies = setting('strict=1; SameSite=Strict', 'lax=1')

  await navigated.navigate(cookies, { crossSite: true })
  await embedded.fetch(cookies, { crossSite: true })

  expect(names(navigated)).toEqual(['strict', 'lax'])
  expect(names(embedded)).toEqual([])
})

test('SameSite=None without Secure, and a cookie over 4,096 characters, are refused', async () => {
  const browser = overHttps()

  await browser.fetch(
    setting('none=1; SameSite=None', `large=${'x'.repeat(4_092)}`, `fits=${'x'.repeat(4_092)}`),
  )

  expect(names(browser)).toEqual(['fits'])
})

test('a navigation looks like one of Chromium, from the same site and from another', async () => {
  const browser = createBrowser({ baseUrl: http })

  const own = await echo(browser.navigate('/'))
  const foreign = await echo(browser.navigate('/', { crossSite: true }))

  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1' }
  expect(own.headers).toMatchObject({ ...navigation, 'sec-fetch-site': 'same-origin' })
  expect(foreign.headers).toMatchObject({ ...navigation, 'sec-fetch-site': 'cross-site' })
  expect(foreign.headers.accept).toMatch(/^text\/html/)
  expect([own.headers, foreign.headers].filter((headers) => 'origin' in headers)).toEqual([])
})

test('a post carries JSON and the headers of a page of the same origin', async () => {
  const { method, headers, body } = await echo(createBrowser({ baseUrl: http }).post('/', { a: 1 }))

  expect(method).toBe('POST')
  expect(body).toBe('{"a":1}')
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    origin: http,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    'sec-fetch-dest': 'empty',
  })
})

test('a form of another site carries that origin', async () => {
  const { headers, body } = await echo(
    createBrowser({ baseUrl: http }).submit('/', { a: '1 2' }, { crossSite: true }),
  )

  expect(body).toBe('a=1+2')
  expect(headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'https://elsewhere.example',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  })
})

test('headers of the test win over those of the browser, and can leave them out', async () => {
  const { headers } = await echo(
    createBrowser({ baseUrl: http }).post(
      '/',
      {},
      { headers: { origin: undefined, 'sec-fetch-site': 'same-site' } },
    ),
  )

  expect(headers['sec-fetch-site']).toBe('same-site')
  expect(headers).not.toHaveProperty('origin')
})

test('a redirect is returned and not followed, and its cookies are kept', async () => {
  const browser = createBrowser({ baseUrl: http })

  const response = await browser.navigate(`${setting('sid=1')}&status=303`)

  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/elsewhere')
  expect(names(browser)).toEqual(['sid'])
})

test('an answer without a body can be read', async () => {
  const response = await createBrowser({ baseUrl: http }).fetch('/?status=204', { method: 'DELETE' })

  expect(response.status).toBe(204)
  expect(await response.text()).toBe('')
})

test('two browsers share no cookies, and a cookie can be planted and all be cleared', async () => {
  const one = createBrowser({ baseUrl: http })
  const other = createBrowser({ baseUrl: http })

  one.setCookie('sid=stolen; Path=/')

  expect((await echo(one.fetch('/'))).headers.cookie).toBe('sid=stolen')
  expect((await echo(other.fetch('/'))).headers.cookie).toBeUndefined()
  one.clearCookies()
  expect(one.cookies()).toEqual([])
})
