import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { askMe, connect } from './emulator-requests.ts'
import { createRequestLog } from './request-log.ts'
import type { LoggedRequest } from './request-log.ts'
import { seed } from './seed.ts'
import { startEmulator, startMs } from './start-emulator.ts'

const { us } = seed.workspaces

describe('The request log', () => {
  test('tells of a call who made it, in which version, what it has left and what struck it', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.reset('requests')
    await askMe(emulator, token, { headers: { 'intercom-version': '2.11' } })
    const fault = emulator.control.addFault({ route: 'GET /me', kind: 'latency' })
    await askMe(emulator, token)
    const [first, second] = emulator.control.requests().requests
    expect(first).toEqual({
      number: 1,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      atMs: startMs,
      method: 'GET',
      path: '/me',
      host: 'routing',
      status: 200,
      durationMs: expect.any(Number),
      workspaceId: us.id,
      clientId: 'latchkey-dev',
      apiVersion: '2.11',
      rateLimitRemaining: expect.any(Number),
      fault: null,
    })
    expect(second).toMatchObject({
      number: 2,
      apiVersion: '2.16',
      rateLimitRemaining: (first?.rateLimitRemaining ?? 0) - 1,
      fault: { id: fault.id, kind: 'latency' },
    })
  })

  test('keeps nothing that was sent: of an unknown version or token it knows none', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.reset('requests')
    await askMe(emulator, token, { headers: { 'intercom-version': 'secret-version' } })
    await askMe(emulator, 'secret-token')
    await fetch(`${emulator.url}/admins/secret-id?query=secret-query`, { headers: { accept: '*/*' } })
    const { requests } = emulator.control.requests()
    expect(requests.slice(0, 2)).toMatchObject([
      { status: 400, workspaceId: us.id, apiVersion: null },
      { status: 401, workspaceId: null, clientId: null, apiVersion: null, rateLimitRemaining: null },
    ])
    expect(JSON.stringify(requests)).not.toContain('secret')
  })

  test('knows the caller of a call that was never answered, and what struck it', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'reset', effect: 'done' })
    await expect(askMe(emulator, token)).rejects.toThrow('fetch failed')
    expect(emulator.control.requests({ last: 1 }).requests).toMatchObject([
      { path: '/me', status: null, workspaceId: us.id, fault: { kind: 'reset' } },
    ])
  })

  test('remembers the last thousand in the order in which they came, and counts all', () => {
    const log = createRequestLog()
    const add = (id: string) => log.add('GET /me', { id, atMs: 0, method: 'GET', path: '/me', host: 'us' })
    for (let count = 1; count <= 2345; count += 1) add(`id-${count}`)
    const numbers = log.requests().map(({ number }) => number)
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, index) => 1346 + index))
    expect(log.requests(2).map(({ id }) => id)).toEqual(['id-2344', 'id-2345'])
    expect(log.counters()['GET /me']).toBe(2345)
    log.reset()
    expect(log.requests()).toEqual([])
    expect(add('again').number).toBe(1)
  })

  test('gives out copies', () => {
    const log = createRequestLog()
    log.add('GET /me', { id: 'a', atMs: 0, method: 'GET', path: '/me', host: 'us' })
    const [copy] = log.requests()
    Object.assign(copy ?? {}, { path: '/changed' })
    expect(log.requests()).toMatchObject([{ path: '/me' }])
  })
})

interface StreamEvent {
  event: string
  data: unknown
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, resolve).once('error', reject)
  })
}

async function* eventsOf(answer: IncomingMessage): AsyncGenerator<StreamEvent> {
  let event = ''
  for await (const line of createInterface({ input: answer })) {
    if (line.startsWith('event: ')) event = line.slice('event: '.length)
    if (line.startsWith('data: ')) yield { event, data: JSON.parse(line.slice('data: '.length)) }
  }
}

/** Reads on until a request has the status it is waited for with. */
async function readUntil(events: AsyncGenerator<StreamEvent>, status: number): Promise<LoggedRequest[]> {
  const seen: LoggedRequest[] = []
  while (seen.at(-1)?.status !== status) {
    const { value } = await events.next()
    seen.push(...((value as StreamEvent).data as LoggedRequest[]))
  }
  return seen
}

describe('The stream of requests', () => {
  test('begins with what is remembered and goes on with what arrives', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const answer = await open(`${emulator.url}/_emulator/requests/stream`)
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    const events = eventsOf(answer)
    const first = await events.next()
    expect(first.value).toMatchObject({ event: 'requests' })
    expect((first.value as StreamEvent).data).toEqual(emulator.control.requests().requests)
    await askMe(emulator, token)
    const [seen] = (await readUntil(events, 200)).slice(-1)
    expect(seen).toEqual(emulator.control.requests({ last: 1 }).requests[0])
    emulator.control.reset('requests')
    expect((await events.next()).value).toEqual({ event: 'cleared', data: {} })
    answer.destroy()
  })

  test('ends when the emulator closes', async () => {
    const emulator = await startEmulator()
    const answer = await open(`${emulator.url}/_emulator/requests/stream`)
    const ended = new Promise((resolve) => {
      answer.once('close', resolve)
    })
    answer.once('error', () => {}).resume()
    await emulator.close()
    await ended
    expect(answer.complete).toBe(false)
  })

  test('is for this computer only', async () => {
    const emulator = await startEmulator()
    const answer = await fetch(`${emulator.url}/_emulator/requests/stream`, {
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
    await answer.arrayBuffer()
  })
})
