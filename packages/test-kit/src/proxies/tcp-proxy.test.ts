import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { type ClientOptions, type RedisServer, startRedis } from '../redis/start-redis.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

let redis: RedisServer
let proxy: TcpProxy

beforeAll(async () => {
  redis = await startRedis()
})
beforeEach(async () => {
  proxy = await startTcpProxy({ targetPort: redis.port })
  await redis.client().flushall()
})
afterEach(() => proxy.stop())
afterAll(() => redis.stop())

async function connectedClient(options?: ClientOptions) {
  const client = redis.client({ port: proxy.port, ...options })
  await client.ping()
  return client
}

test('commands and large values pass unchanged in both directions', async () => {
  const client = await connectedClient()
  const value = Buffer.alloc(3 * 1024 * 1024, 'abc')

  await client.set('large', value)

  expect(await client.getBuffer('large')).toEqual(value)
  expect(proxy.connections).toBe(1)
})

test('cut closes the connections there are and serves new ones', async () => {
  const client = await connectedClient()
  const lost = once(client, 'close')

  proxy.cut()
  await lost

  expect(await client.ping()).toBe('PONG')
})

test('a stalled command is carried out after resume, in order', async () => {
  const client = await connectedClient()

  proxy.stall()
  const answers = Promise.all([client.incr('n'), client.incr('n')])
  expect(await redis.client().get('n')).toBeNull()
  await proxy.resume()

  expect(await answers).toEqual([1, 2])
})

test('a connection made while stalled gets its answer after resume', async () => {
  proxy.stall()
  const client = redis.client({ port: proxy.port })
  const answer = client.ping()
  await once(client, 'connect')

  await proxy.resume()

  expect(await answer).toBe('PONG')
})

test('refused connections fail at once until resume, and open ones are closed', async () => {
  const client = await connectedClient({ retryStrategy: () => null })
  const lost = once(client, 'end')

  await proxy.refuse()
  await lost
  const socket = connect(proxy.port, '127.0.0.1')
  await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED')

  await proxy.resume()
  expect(await (await connectedClient()).ping()).toBe('PONG')
})

test('a reply that is dropped belongs to a command that took place once', async () => {
  const client = await connectedClient({ maxRetriesPerRequest: 0 })
  proxy.dropRepliesAfter((sent) => sent.includes('incr'))

  await expect(client.incr('n')).rejects.toThrow(/closed|retries/)

  expect(await redis.client().get('n')).toBe('1')
  expect(proxy.repliesLost).toBe(1)
  expect(await client.incr('n')).toBe(2)
})

test('a client that sends unanswered commands again runs one twice when its reply is lost', async () => {
  const client = await connectedClient({ autoResendUnfulfilledCommands: true })
  proxy.dropRepliesAfter((sent) => sent.includes('incr'))

  expect(await client.incr('n')).toBe(2)
})

test('other commands keep their replies, and the next as many as told are lost', async () => {
  const client = await connectedClient({ maxRetriesPerRequest: 0 })
  const socket = connect(proxy.port, '127.0.0.1')
  await once(socket, 'connect')
  proxy.dropRepliesAfter((sent) => sent.includes('never sent'))
  expect(await client.ping()).toBe('PONG')

  proxy.dropReplies(1)
  const closed = once(socket.resume(), 'close')
  socket.write('SET from socket\r\n')
  await closed

  expect(await redis.client().get('from')).toBe('socket')
  expect(await client.ping()).toBe('PONG')
})

test('the whole of a command sent in pieces arrives although its reply is lost', async () => {
  const client = await connectedClient({ maxRetriesPerRequest: 0 })
  proxy.dropRepliesAfter((sent) => sent.includes('large'))

  await expect(client.set('large', Buffer.alloc(2 * 1024 * 1024, 'x'))).rejects.toThrow(/closed|retries/)

  expect(await redis.client().strlen('large')).toBe(2 * 1024 * 1024)
})

test('what a black hole takes is never carried out, and resume closes the connection', async () => {
  const client = await connectedClient({ commandTimeout: 100, autoResendUnfulfilledCommands: false })
  const lost = once(client, 'close')

  proxy.blackhole()
  await expect(client.incr('n')).rejects.toThrow('timed out')
  await proxy.resume()
  await lost

  expect(await redis.client().get('n')).toBeNull()
  expect(await client.incr('n')).toBe(1)
})

test('resume takes back replies that were to be dropped', async () => {
  const client = await connectedClient()
  proxy.dropReplies(1)

  await proxy.resume()

  expect(await client.ping()).toBe('PONG')
  expect(proxy.repliesLost).toBe(0)
})

test('the reply to an HTTP request can be lost after the server has handled it', async () => {
  const handled: string[] = []
  const server = createHttpServer((request, response) => {
    handled.push(request.url ?? '')
    response.end('done')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const httpProxy = await startTcpProxy({ targetPort: port })
  const url = `http://127.0.0.1:${httpProxy.port}`
  httpProxy.dropRepliesAfter((sent) => sent.includes('POST /exchange'))

  await expect(fetch(`${url}/exchange`, { method: 'POST', body: 'code=1' })).rejects.toThrow('fetch failed')
  expect(handled).toEqual(['/exchange'])
  expect(await (await fetch(`${url}/next`)).text()).toBe('done')

  await httpProxy.stop()
  server.close()
})
