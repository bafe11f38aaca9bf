import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { createBrowser } from '../browser/create-browser.ts'
import { startTlsProxy, type TlsProxy } from './tls-proxy.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let handle: Handler
let server: Server
let proxy: TlsProxy

beforeEach(async () => {
  server = createServer((request, response) => handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startTlsProxy({ targetPort: (server.address() as AddressInfo).port })
})

afterEach(async () => {
  await proxy.stop()
  server.closeAllConnections()
  server.close()
})

function browser() {
  return createBrowser({ baseUrl: proxy.url, caPem: proxy.caPem })
}

test('the target is told how the request came, whatever the client claims', async () => {
  handle = (request, response) => response.end(JSON.stringify(request.headers))

  const response = await browser().fetch('/path', {
    headers: {
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example',
    },
  })

  expect(await response.json()).toMatchObject({
    host: `localhost:${proxy.port}`,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': `localhost:${proxy.port}`,
  })
})

test('method, path, body, status, headers and several cookies pass', async () => {
  handle = (request, response) => {
    response.writeHead(201, {
      'set-cookie': ['a=1; Path=/', 'b=2; Path=/'],
      'x-seen': `${request.method} ${request.url}`,
    })
    request.pipe(response)
  }

  const response = await browser().post('/a?b=%20c', { text: 'ünï' })

  expect(response.status).toBe(201)
  expect(response.headers.get('x-seen')).toBe('POST /a?b=%20c')
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/'])
  expect(await response.json()).toEqual({ text: 'ünï' })
})

test('a stream arrives piece by piece, and its end by the client reaches the target', async () => {
  const targetClosed = new Promise<void>((resolve) => {
    handle = (_request, response) => {
      response.on('close', resolve)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
    }
  })
  const controller = new AbortController()

  const response = await browser().fetch('/events', { signal: controller.signal })
  const reader = response.body?.getReader()
  const first = await reader?.read()
  controller.abort()

  expect(Buffer.from(first?.value ?? []).toString()).toBe('data: 1\n\n')
  await targetClosed
  await expect(reader?.read()).rejects.toThrow('aborted')
})

test('a client that does not trust the certificate gets no answer', async () => {
  const request = httpsRequest(proxy.url).end()

  await expect(once(request, 'response')).rejects.toThrow('self-signed certificate')
})

test('a target that is away is a 502', async () => {
  server.close()
  await once(server, 'close')

  const response = await browser().fetch('/')

  expect(response.status).toBe(502)
})

test('another host name is in the url and in the certificate', async () => {
  const named = await startTlsProxy({ targetPort: 1, hostName: 'app.example' })

  const request = httpsRequest({
    port: named.port,
    host: '127.0.0.1',
    servername: 'app.example',
    ca: named.caPem,
  })
  const [response] = (await once(request.end(), 'response')) as [IncomingMessage]
  response.resume()
  await named.stop()

  expect(named.url).toBe(`https://app.example:${named.port}`)
  expect(response.statusCode).toBe(502)
})
