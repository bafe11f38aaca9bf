import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SECRET, exchangeHarness } from '../testing/exchange-harness.ts'
import { failureOf } from '../testing/failure-of.ts'
import { closedOrigin } from '../testing/scripted-server.ts'

const { server, exchange } = exchangeHarness()

describe('Intercom is unavailable', () => {
  test.each([500, 502, 503, 504])('with %d, whatever the body', async (status) => {
    server().script((_request, response) => response.writeHead(status).end(`<h1>${SECRET}</h1>`))
    expect(await failureOf(exchange())).toMatchObject({ code: 'intercom.unavailable', status })
  })

  test('when nothing listens', async () => {
    const error = await failureOf(exchange({ apiUrl: await closedOrigin() }))
    expect(error).toMatchObject({
      code: 'intercom.unavailable',
      networkCode: 'ECONNREFUSED',
      retryable: false,
    })
  })

  test('when the connection breaks before or during the answer', async () => {
    server().script((request) => request.socket.destroy())
    expect((await failureOf(exchange())).code).toBe('intercom.unavailable')
    server().script((request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"token":', () => request.socket.destroy())
    })
    expect((await failureOf(exchange())).code).toBe('intercom.unavailable')
  })
})

describe('the time limit', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('is 5,000 ms when no answer comes', async () => {
    const arrived = new Promise<void>((resolve) => {
      server().script(() => resolve())
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const settled = vi.fn<() => void>()
    const failure = failureOf(exchange()).finally(settled)
    await arrived
    await vi.advanceTimersByTimeAsync(4_999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect((await failure).code).toBe('intercom.timeout')
  })

  test('counts the body, and ends the connection', async () => {
    const closed = new Promise<unknown>((resolve) => {
      server().script((request, response) => {
        resolve(once(request.socket, 'close'))
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"token":')
      })
    })
    expect(await failureOf(exchange({ timeoutMs: 60 }))).toMatchObject({
      code: 'intercom.timeout',
      message: 'Intercom did not answer within 60 ms',
      retryable: false,
    })
    await closed
  })

  test("leaves room for the caller's own end", async () => {
    const stop = new AbortController()
    server().script(() => stop.abort())
    expect((await failureOf(exchange({ signal: stop.signal }))).code).toBe('intercom.aborted')
    server().script(() => {})
    expect((await failureOf(exchange({ signal: AbortSignal.timeout(30) }))).code).toBe('intercom.timeout')
  })
})
