import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIntercomClient } from '../client.ts'
import { intercomHosts } from '../hosts.ts'
import { createRateBudget } from '../call/rate-budget.ts'
import { failureOf } from '../testing/failure-of.ts'

// A pool of one connection, and a server that answers when it is told to.
const pool = () => new Agent({ connections: 1, pipelining: 1 })
let dispatcher = pool()
let origin = ''
let connections = 0
let arrived: (response: ServerResponse) => void = () => {}
const server = createServer((_request, response) => arrived(response))
server.on('connection', () => {
  connections += 1
})

beforeEach(async () => {
  dispatcher = pool()
  connections = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
})
afterEach(async () => {
  await dispatcher.destroy()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const client = (options: { connectTimeoutMs?: number } = {}) => {
  const hosts = intercomHosts({ apiUrl: origin })
  const budget = createRateBudget()
  // One answer without rate limit headers, and the budget holds nobody back.
  budget.tryEnter()
  budget.leave({})
  return createIntercomClient({ accessToken: 't', region: 'us', hosts, dispatcher, budget, ...options })
}
const answer = (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end('{"id":"1"}')
const nextArrival = () =>
  new Promise<ServerResponse>((resolve) => {
    arrived = resolve
  })

test('calls that are given up while they wait for a connection cost the others none', async () => {
  const first = nextArrival()
  const held = client().me()
  const response = await first
  const stop = new AbortController()
  const given = Array.from({ length: 20 }, () => failureOf(client().me({ signal: stop.signal })))
  const kept = client().me()
  stop.abort()
  const codes = (await Promise.all(given)).map((failure) => failure.code)
  expect(new Set(codes)).toEqual(new Set(['intercom.aborted']))
  arrived = answer
  answer(response)
  expect(await Promise.all([held, kept])).toMatchObject([{ id: '1' }, { id: '1' }])
  expect(connections).toBe(1)
})

test('a call waits for longer than the connect limit while others get their turn', async () => {
  arrived = (response) => setTimeout(() => answer(response), 40)
  const calls = Array.from({ length: 10 }, () => client({ connectTimeoutMs: 160 }).me({ maxRetries: 0 }))
  expect(await Promise.allSettled(calls)).toEqual(
    calls.map(() => expect.objectContaining({ status: 'fulfilled' })),
  )
})
