import { getEventListeners, once } from 'node:events'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Agent, Dispatcher } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { callOf } from '../client.ts'
import { intercomHosts } from '../hosts.ts'
import type { Operation } from '../call/operation.ts'
import { clientHarness } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'

const { server, client, options } = clientHarness()
const narrowPool = new Agent({ connections: 1, pipelining: 1 })
afterAll(() => narrowPool.destroy())

const ONCE = { maxRetries: 0 }
const ANYTHING = {
  method: 'GET',
  route: '/anything',
  answer: z.looseObject({ id: z.string() }),
  repeat: 'safe',
} as const satisfies Operation<unknown>

/** Resolves when a request has reached the server, which never answers it whole. */
function scriptStall(begin: string[] = []): Promise<Socket> {
  return new Promise((resolve) => {
    server().script((request, response) => {
      if (begin.length > 0) response.writeHead(200, { 'content-type': 'application/json' })
      for (const part of begin) response.write(part)
      resolve(request.socket)
    })
  })
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.destroyed) await once(socket, 'close')
}

describe.each([
  ['undici', {}],
  ['fetch', { fetch: globalThis.fetch, dispatcher: undefined }],
])('through %s, a call', (_name, transport) => {
  const given = (more: object = {}) => client({ ...transport, ...ONCE, ...more })

  test('ends when the headers take too long, and ends the connection', async () => {
    const arrived = scriptStall()
    const failure = failureOf(given({ connectTimeoutMs: 30, headersTimeoutMs: 30 }).me())
    await closed(await arrived)
    expect(await failure).toMatchObject({
      code: 'intercom.timeout',
      message: 'Intercom did not begin to answer in time',
      mayHaveHappened: true,
    })
  })

  test('ends when the body takes too long, however steadily it drips', async () => {
    server().script((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const drip = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(drip))
    })
    expect(await failureOf(given({ bodyTimeoutMs: 60 }).me())).toMatchObject({
      code: 'intercom.timeout',
      message: "Intercom's answer did not end in time",
    })
  })

  test('ends with its total time, whatever the phases may take', async () => {
    const arrived = scriptStall(['{'])
    expect(await failureOf(given().me({ timeoutMs: 50 }))).toMatchObject({
      code: 'intercom.timeout',
      message: 'Intercom did not answer within 50 ms',
    })
    await closed(await arrived)
  })

  test.each([
    ['for the headers', []],
    ['for the body', ['{"id":']],
  ])('is given up at once while it waits %s', async (_phase, begin) => {
    const arrived = scriptStall(begin)
    const stop = new AbortController()
    const failure = failureOf(given().me({ signal: stop.signal }))
    const socket = await arrived
    stop.abort()
    expect(await failure).toMatchObject({ code: 'intercom.aborted', mayHaveHappened: true, attempts: 1 })
    await closed(socket)
  })

  test('is not made when it was given up before', async () => {
    void scriptStall()
    let told = 0
    const hooks = {
      onAttempt: () => {
        told += 1
      },
    }
    const failure = await failureOf(given({ hooks }).me({ signal: AbortSignal.abort() }))
    expect(failure).toMatchObject({ code: 'intercom.aborted', mayHaveHappened: false, attempts: 0 })
    expect(server().requests).toHaveLength(0)
    expect(told).toBe(0)
  })

  test("takes the end of a caller's time for a time-out", async () => {
    void scriptStall()
    const failure = await failureOf(given().me({ signal: AbortSignal.timeout(30) }))
    expect(failure).toMatchObject({
      code: 'intercom.timeout',
      message: "Intercom did not answer within its caller's time",
    })
  })

  test('refuses more than it wants to hold, as received', async () => {
    server().scriptJson(200, { id: '1', more: 'x'.repeat(1_000) })
    const call = callOf(options({ ...transport, ...ONCE }))
    expect((await failureOf(call({ ...ANYTHING, bodyBytesMax: 1_000 }))).code).toBe('intercom.bad_answer')
    expect(await call({ ...ANYTHING, bodyBytesMax: 2_000 })).toMatchObject({ id: '1' })
  })

  test('refuses more than it wants to hold, unpacked', async () => {
    const packed = gzipSync(JSON.stringify({ id: '1', more: 'x'.repeat(100_000) }))
    server().script((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed)
    })
    const call = callOf(options({ ...transport, ...ONCE }))
    expect((await failureOf(call({ ...ANYTHING, bodyBytesMax: 50_000 }))).code).toBe('intercom.bad_answer')
    expect(await call({ ...ANYTHING, bodyBytesMax: 200_000 })).toMatchObject({ id: '1' })
  })

  test('does not follow a redirect', async () => {
    server().script((request, response) => {
      const isFirst = request.url === '/eu/me'
      response.writeHead(isFirst ? 302 : 200, { location: '/eu/elsewhere' }).end('{"id":"1"}')
    })
    expect(await failureOf(given().me())).toMatchObject({ code: 'intercom.bad_answer', status: 302 })
    expect(server().requests).toHaveLength(1)
  })

  test('tells by name that nobody listens, and that it was not sent', async () => {
    const listener = createServer().listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const address = listener.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await new Promise((resolve) => listener.close(resolve))
    const hosts = intercomHosts({ apiUrl: `http://127.0.0.1:${port}` })
    expect(await failureOf(given({ hosts }).me())).toMatchObject({
      code: 'intercom.unavailable',
      networkCode: 'ECONNREFUSED',
      mayHaveHappened: false,
    })
  })
})

describe('a call that waits for a connection', () => {
  let stalled: Promise<unknown>
  const stopStalled = new AbortController()
  beforeAll(async () => {
    const arrived = scriptStall()
    stalled = client({ dispatcher: narrowPool })
      .me({ signal: stopStalled.signal })
      .catch(() => {})
    await arrived
  })
  afterAll(async () => {
    stopStalled.abort()
    await stalled
  })

  test('ends after the connect limit, surely not sent', async () => {
    const waiting = client({ dispatcher: narrowPool, connectTimeoutMs: 40, ...ONCE })
    expect(await failureOf(waiting.me())).toMatchObject({
      code: 'intercom.timeout',
      message: 'Intercom did not accept a connection in time',
      mayHaveHappened: false,
    })
    expect(server().requests).toHaveLength(1)
  })

  test('is given up at once, and is not sent when a connection is free', async () => {
    const stop = new AbortController()
    const failure = failureOf(client({ dispatcher: narrowPool }).me({ signal: stop.signal }))
    stop.abort()
    expect(await failure).toMatchObject({ code: 'intercom.aborted', mayHaveHappened: false })
    server().scriptJson(200, { id: '1' })
    stopStalled.abort()
    await client({ dispatcher: narrowPool }).me()
    expect(server().requests).toHaveLength(1)
  })
})

describe('a call whose connection does not come about', () => {
  const deafPool = new Agent({ connect: () => {} })
  afterAll(() => deafPool.destroy())

  test('ends after the connect limit, surely not sent', async () => {
    const failure = failureOf(client({ dispatcher: deafPool, connectTimeoutMs: 30, ...ONCE }).me())
    expect(await failure).toMatchObject({ code: 'intercom.timeout', mayHaveHappened: false, attempts: 1 })
  })

  test('is given up at once', async () => {
    const stop = new AbortController()
    const failure = failureOf(client({ dispatcher: deafPool }).me({ signal: stop.signal }))
    stop.abort()
    expect(await failure).toMatchObject({ code: 'intercom.aborted', mayHaveHappened: false })
  })
})

describe('a fetch of its own', () => {
  const broken: [string, typeof globalThis.fetch][] = [
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['fails', () => Promise.reject(new TypeError('fetch failed'))],
    [
      'breaks off in the body',
      async () => new Response(new ReadableStream({ pull: (stream) => stream.error(7) })),
    ],
  ]
  test.each(broken)('that %s fails as any call does', async (_how, fetch) => {
    expect(await failureOf(client({ fetch, ...ONCE }).me())).toMatchObject({
      code: 'intercom.unavailable',
      mayHaveHappened: true,
    })
  })

  test('that ignores its signal does not keep the call', async () => {
    const fetch = () => new Promise<Response>(() => {})
    const failure = await failureOf(client({ fetch, ...ONCE }).me({ timeoutMs: 30 }))
    expect(failure.code).toBe('intercom.timeout')
  })

  test('that ignores its signal is not read on after the call', async () => {
    const cancelled = Promise.withResolvers<string>()
    const drip = async (stream: ReadableStreamDefaultController<Uint8Array>) => {
      await nextTurn()
      stream.enqueue(Buffer.from(' '))
    }
    const body = new ReadableStream({ pull: drip, cancel: () => cancelled.resolve('cancelled') })
    const fetch = async () => new Response(body)
    const failure = await failureOf(client({ fetch, ...ONCE }).me({ timeoutMs: 30 }))
    expect(failure.code).toBe('intercom.timeout')
    expect(await cancelled.promise).toBe('cancelled')
  })

  test('excludes a dispatcher', () => {
    expect(() => client({ fetch: globalThis.fetch, dispatcher: narrowPool })).toThrow(TypeError)
  })
})

describe('after a call', () => {
  /** Answers in the same moment, so that no timer of a connection is among those counted. */
  class InstantDispatcher extends Dispatcher {
    readonly #status: number
    constructor(status: number) {
      super()
      this.#status = status
    }
    override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      const controller = { aborted: false, paused: false, reason: null, abort() {}, pause() {}, resume() {} }
      handler.onRequestStart?.(controller, null)
      handler.onResponseStart?.(controller, this.#status, {})
      handler.onResponseData?.(controller, Buffer.from('{"id":"1"}'))
      handler.onResponseEnd?.(controller, {})
      return true
    }
  }
  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([
    ['that succeeded', 200],
    ['that failed', 404],
    ['that was repeated', 503],
  ])('%s no listener and no timer is left', async (_how, status) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { signal } = new AbortController()
    const sleep = () => Promise.resolve()
    const fetch = async () => Response.json({ id: '1' }, { status })
    const dispatcher = new InstantDispatcher(status)
    for (const transport of [{ dispatcher }, { fetch }]) {
      const answer = client({ ...transport, sleep }).me({ signal })
      expect(getEventListeners(signal, 'abort')).toHaveLength(1)
      expect(vi.getTimerCount()).toBeGreaterThan(0)
      await answer.catch(() => {})
      expect(getEventListeners(signal, 'abort')).toHaveLength(0)
      expect(vi.getTimerCount()).toBe(0)
    }
  })
})
