import { fakeClock } from '@latchkey/test-kit'
import * as z from 'zod'
import { describe, expect, test } from 'vitest'
import { callOf } from '../client.ts'
import { intercomHosts } from '../hosts.ts'
import { TOKEN, clientHarness, errorList } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'
import { closedOrigin } from '../testing/scripted-server.ts'
import type { AttemptEvent } from './hooks.ts'
import type { Operation } from './operation.ts'

const { server, client, options: clientOptions } = clientHarness()

const CREATE = {
  method: 'POST',
  route: '/contacts',
  json: { email: 'ada@example.com' },
  answer: z.looseObject({ id: z.string() }),
  repeat: 'once',
} as const satisfies Operation<unknown>

const READ = {
  ...CREATE,
  method: 'GET',
  json: undefined,
  repeat: 'safe',
} as const satisfies Operation<unknown>

const ADMIN = { id: '1' }
const NOW_MS = 1_800_000_000_000

/** Options of a client that waits on a clock, and with no jitter. */
function onClock() {
  const clock = fakeClock(NOW_MS)
  const waits: number[] = []
  return {
    clock,
    waits,
    options: {
      now: () => clock.now(),
      sleep: (ms: number, options: { signal: AbortSignal }) => {
        waits.push(ms)
        return clock.sleep(ms, options)
      },
      random: () => 0.5,
    },
  }
}

/** Options of a client that does not wait at all. */
const inNoTime = { sleep: () => Promise.resolve(), random: () => 0 }

/** Answers with each status in turn, and then with 200. */
function scriptStatuses(...statuses: number[]): void {
  server().script((_request, response) => {
    const status = statuses.shift() ?? 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(status === 200 ? ADMIN : errorList('some_code')))
  })
}

describe('a call that may be repeated', () => {
  test.each([408, 500, 502, 503, 504])('is sent again after a %d', async (status) => {
    scriptStatuses(status, status)
    expect(await client(inNoTime).me()).toMatchObject(ADMIN)
    expect(server().requests).toHaveLength(3)
  })

  test('is sent again when the connection breaks', async () => {
    let requests = 0
    server().script((request, response) => {
      requests += 1
      if (requests < 3) request.socket.destroy()
      else response.writeHead(200).end(JSON.stringify(ADMIN))
    })
    expect(await client(inNoTime).me()).toMatchObject(ADMIN)
  })

  test('is sent again when an attempt takes too long', async () => {
    let requests = 0
    server().script((_request, response) => {
      requests += 1
      if (requests > 1) response.writeHead(200).end(JSON.stringify(ADMIN))
    })
    expect(await client({ ...inNoTime, headersTimeoutMs: 40 }).me()).toMatchObject(ADMIN)
    expect(requests).toBe(2)
  })

  test.each([400, 401, 403, 404, 409, 410, 422, 600])('is not sent again after a %d', async (status) => {
    scriptStatuses(status)
    await failureOf(client(inNoTime).me())
    expect(server().requests).toHaveLength(1)
  })

  test('fails with its last error and the number of attempts', async () => {
    scriptStatuses(503, 502, 500, 500)
    expect(await failureOf(client(inNoTime).me())).toMatchObject({
      code: 'intercom.unavailable',
      status: 500,
      attempts: 3,
      retryable: true,
    })
    expect(server().requests).toHaveLength(3)
  })

  test.each([
    [{ maxRetries: 0 }, {}, 1],
    [{ maxRetries: 1 }, {}, 2],
    [{ maxRetries: 0 }, { maxRetries: 3 }, 4],
  ])('is sent as often as %j and %j allow', async (forClient, forCall, times) => {
    scriptStatuses(503, 503, 503, 503, 503)
    await failureOf(client({ ...inNoTime, ...forClient }).me(forCall))
    expect(server().requests).toHaveLength(times)
  })

  test('waits longer each time', async () => {
    scriptStatuses(503, 503)
    const { clock, waits, options } = onClock()
    const answer = client(options).me()
    await clock.untilPending()
    await clock.advance(125)
    await clock.untilPending()
    await clock.advance(250)
    expect(await answer).toMatchObject(ADMIN)
    expect(waits).toEqual([125, 250])
  })
})

describe('a call that must not happen twice', () => {
  test('is sent once when its answer is lost, and says that it is uncertain', async () => {
    server().script((request) => request.socket.resetAndDestroy())
    expect(await failureOf(callOf(clientOptions(inNoTime))(CREATE))).toMatchObject({
      code: 'intercom.uncertain',
      mayHaveHappened: true,
      retryable: false,
      attempts: 1,
      networkCode: 'ECONNRESET',
    })
    expect(server().requests).toEqual([expect.objectContaining({ body: '{"email":"ada@example.com"}' })])
  })

  test('is a contact to be created, for one', async () => {
    server().script((request) => request.socket.resetAndDestroy())
    const failure = failureOf(client(inNoTime).contacts.create({ email: 'ada@example.com' }))
    expect((await failure).code).toBe('intercom.uncertain')
    expect(server().requests).toHaveLength(1)
  })

  test.each([
    ['a 408', 408, errorList('x')],
    ['a 500', 500, errorList('x')],
    ['a redirect', 303, {}],
    ['a 2xx that cannot be read', 200, { id: 7 }],
  ])('is uncertain after %s', async (_what, status, body) => {
    server().scriptJson(status, body)
    expect(await failureOf(callOf(clientOptions(inNoTime))(CREATE))).toMatchObject({
      code: 'intercom.uncertain',
      status,
      mayHaveHappened: true,
    })
    expect(server().requests).toHaveLength(1)
  })

  test('is uncertain when its time is over after it was sent', async () => {
    server().script(() => {})
    for (const limits of [{ headersTimeoutMs: 40 }, { timeoutMs: 40 }]) {
      const failure = failureOf(callOf(clientOptions({ ...inNoTime, ...limits }))(CREATE))
      expect((await failure).code).toBe('intercom.uncertain')
    }
    expect(server().requests).toHaveLength(2)
  })

  test('is sent again when it surely was not sent', async () => {
    const attempts: AttemptEvent[] = []
    const hosts = intercomHosts({ apiUrl: await closedOrigin() })
    const hooks = { onAttempt: (event: AttemptEvent) => void attempts.push(event) }
    const call = callOf(clientOptions({ ...inNoTime, hosts, hooks }))
    expect(await failureOf(call(CREATE))).toMatchObject({
      code: 'intercom.unavailable',
      mayHaveHappened: false,
      attempts: 3,
    })
    expect(attempts).toHaveLength(3)
  })

  test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET'])(
    'through a fetch that fails with %s may have been sent, because an open connection can end like that',
    async (code) => {
      let requests = 0
      const fetch = () => {
        requests += 1
        return Promise.reject(
          new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
        )
      }
      const failure = await failureOf(callOf(clientOptions({ ...inNoTime, fetch }))(CREATE))
      expect(failure).toMatchObject({ code: 'intercom.uncertain', networkCode: code })
      expect(requests).toBe(1)
    },
  )

  test('is sent again after a 429, because it was refused', async () => {
    server().script((_request, response) => {
      const status = server().requests.length === 1 ? 429 : 200
      response.writeHead(status, { 'x-ratelimit-reset': '1800000003' }).end(JSON.stringify(ADMIN))
    })
    const { clock, options } = onClock()
    const answer = callOf(clientOptions(options))(CREATE)
    await clock.untilPending()
    await clock.advance(3_500)
    expect(await answer).toMatchObject(ADMIN)
    expect(server().requests).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 409, 410, 422])('surely did not happen after a %d', async (status) => {
    server().scriptJson(status, errorList('x'))
    expect((await failureOf(callOf(clientOptions(inNoTime))(CREATE))).mayHaveHappened).toBe(false)
  })
})

describe('a 429', () => {
  const refuse = (headers: Record<string, string>) => {
    server().script((_request, response) => {
      const isFirst = server().requests.length === 1
      response.writeHead(isFirst ? 429 : 200, isFirst ? headers : {}).end(JSON.stringify(ADMIN))
    })
  }

  test.each([
    ['the reset', { 'x-ratelimit-reset': '1800000007' }, 7_500],
    ['the longer of both', { 'x-ratelimit-reset': '1800000007', 'retry-after': '9' }, 9_500],
    ['a reset in the past', { 'x-ratelimit-reset': '1799999000' }, 500],
  ])('waits for %s with a jitter', async (_what, headers, waitMs) => {
    refuse(headers)
    const { clock, waits, options } = onClock()
    const answer = client(options).me()
    await clock.untilPending()
    await clock.advance(waitMs)
    expect(await answer).toMatchObject(ADMIN)
    expect(waits[0]).toBe(waitMs)
  })

  test.each([
    ['the cap', { 'x-ratelimit-reset': '1800003600' }, {}, 3_600_000],
    ['a cap of its own', { 'x-ratelimit-reset': '1800000007' }, { rateLimitWaitMaxMs: 6_000 }, 7_000],
    ['the time of the call', { 'retry-after': '9' }, { timeoutMs: 9_000 }, 9_000],
  ])('fails at once when the wait would exceed %s', async (_what, headers, limits, retryAfterMs) => {
    refuse(headers)
    const { clock, options } = onClock()
    const error = await failureOf(client({ ...options, ...limits }).me())
    expect(error).toMatchObject({ code: 'intercom.rate_limited', retryAfterMs, attempts: 1, status: 429 })
    expect(clock.pending).toBe(0)
  })

  test('holds back the other calls of the workspace too', async () => {
    refuse({
      'x-ratelimit-reset': '1800000007',
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': '0',
    })
    const { clock, options } = onClock()
    const shared = client(options)
    const first = shared.me()
    await clock.untilPending()
    const second = shared.me()
    expect(server().requests).toHaveLength(1)
    await clock.advance(7_600)
    await Promise.all([first, second])
    expect(server().requests).toHaveLength(3)
  })
})

describe('giving up', () => {
  test('during a back-off ends the call at once and leaves nothing behind', async () => {
    scriptStatuses(503)
    const { clock, options } = onClock()
    const stop = new AbortController()
    const failure = failureOf(client(options).me({ signal: stop.signal }))
    await clock.untilPending()
    const abortedAtMs = clock.now()
    stop.abort()
    expect(await failure).toMatchObject({ code: 'intercom.aborted', attempts: 1, mayHaveHappened: true })
    expect(clock.now() - abortedAtMs).toBeLessThan(50)
    expect(clock.pending).toBe(0)
    expect(server().requests).toHaveLength(1)
  })

  test('while it waits for the budget surely did not send it', async () => {
    const { clock, options } = onClock()
    server().script(() => {})
    const shared = client(options)
    const stop = new AbortController()
    const first = failureOf(shared.me({ signal: stop.signal }))
    const second = failureOf(shared.me({ signal: stop.signal }))
    await clock.untilPending()
    stop.abort()
    expect(await second).toMatchObject({ code: 'intercom.aborted', attempts: 0, mayHaveHappened: false })
    expect((await first).code).toBe('intercom.aborted')
    expect(clock.pending).toBe(0)
  })
})

describe('a hook', () => {
  test('is told of each attempt, and of nothing secret', async () => {
    server().script((_request, response) => {
      const isFirst = server().requests.length === 1
      response
        .writeHead(isFirst ? 503 : 200, {
          'x-request-id': 'b2jiv6iroeecj5qclm0',
          'x-ratelimit-limit': '20',
          'x-ratelimit-remaining': '12',
          'x-ratelimit-reset': '1800000007',
        })
        .end(JSON.stringify({ ...ADMIN, name: TOKEN }))
    })
    const { clock, options } = onClock()
    const events: AttemptEvent[] = []
    const hooks = { onAttempt: (event: AttemptEvent) => void events.push(event) }
    const operation = { ...READ, route: '/contacts/{id}', params: { id: 'secret id' } }
    const answer = callOf(clientOptions({ ...options, hooks }))(operation)
    await clock.untilPending()
    await clock.advance(125)
    await answer
    const common = {
      method: 'GET',
      route: '/contacts/{id}',
      durationMs: 0,
      requestId: 'b2jiv6iroeecj5qclm0',
      remainingBudget: 12,
    }
    expect(events).toEqual([
      { ...common, status: 503, code: 'intercom.unavailable', attempt: 1, retryInMs: 125 },
      { ...common, status: 200, code: undefined, attempt: 2, retryInMs: undefined },
    ])
    expect(JSON.stringify(events)).not.toContain('secret')
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('broken metrics')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken metrics'))],
  ])('that %s changes nothing', async (_how, onAttempt) => {
    scriptStatuses(503)
    expect(await client({ ...inNoTime, hooks: { onAttempt } }).me()).toMatchObject(ADMIN)
  })
})

test("a call may name a version of its own, and the next has the client's again", async () => {
  scriptStatuses()
  const pinned = client({ version: '2.14' })
  await pinned.me({ version: 'Preview' })
  await pinned.me()
  const versions = server().requests.map((request) => request.headers['intercom-version'])
  expect(versions).toEqual(['Preview', '2.14'])
  await expect(pinned.me({ version: '2\r\nx: 1' })).rejects.toThrow(TypeError)
})

test.each(['', '.', '..', undefined])('the path parameter %j is refused before any call', async (id) => {
  scriptStatuses()
  const params = id === undefined ? {} : { id }
  const operation = { ...READ, route: '/contacts/{id}', params }
  await expect(callOf(clientOptions())(operation)).rejects.toThrow(TypeError)
  expect(server().requests).toHaveLength(0)
})

test.each([Number.NaN, Infinity])(
  '%d in a body is refused, because JSON would make null of it',
  async (value) => {
    scriptStatuses()
    const operation = { ...CREATE, json: { query: { value: [value] } } }
    await expect(callOf(clientOptions())(operation)).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
  },
)

test('parameters cannot change the path, nor values the query', async () => {
  scriptStatuses()
  const operation = {
    ...READ,
    route: '/contacts/{id}/notes',
    params: { id: '../me?x=1#/{id}' },
    query: { a: 'b&c=d', none: undefined, yes: true },
  }
  await callOf(clientOptions())(operation)
  expect(server().requests[0]?.path).toBe(
    '/eu/contacts/..%2Fme%3Fx%3D1%23%2F%7Bid%7D/notes?a=b%26c%3Dd&yes=true',
  )
})

test.each([
  { timeoutMs: 0 },
  { connectTimeoutMs: -1 },
  { bodyTimeoutMs: Number.NaN },
  { rateLimitWaitMaxMs: 0 },
])('the limit %j is refused', (limits) => {
  expect(() => client(limits)).toThrow(TypeError)
})
