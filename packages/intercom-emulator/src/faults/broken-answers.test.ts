import { connect as openSocket } from 'node:net'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { describe, expect, test } from 'vitest'
import { connect } from '../emulator-requests.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import type { Emulator } from '../create-emulator.ts'
import type { FaultInput } from './fault.ts'

/** Asks `/me` with a good token while this fault waits, as a client that looks at nothing but the wire. */
async function askUnder(fault: Pick<FaultInput, 'kind'> & Record<string, unknown>) {
  const emulator = await startEmulator()
  const token = await connect(emulator)
  // The kinds differ in their fields; the emulator refuses what does not fit.
  emulator.control.addFault({ route: 'GET /me', ...fault } as FaultInput)
  return { emulator, token, answer: await ask(emulator, token) }
}

function ask(emulator: Emulator, token: string) {
  return request(`${emulator.url}/me`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  })
}

/** The bytes of an answer to `GET /me`, up to the end of the connection. */
function readRaw(emulator: Emulator, token: string): Promise<string> {
  const socket = openSocket(emulator.port, '127.0.0.1')
  socket.write(`GET /me HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: */*\r\nauthorization: Bearer ${token}\r\n\r\n`)
  return text(socket)
}

describe('A raw client sees', () => {
  test('slow: the right answer in pieces, at the pace it was told', async () => {
    const before = performance.now()
    const { answer } = await askUnder({ kind: 'slow', bytesPerSecond: 1000 })
    const pieces: Buffer[] = []
    for await (const piece of answer.body) pieces.push(Buffer.from(piece))
    const whole = Buffer.concat(pieces)
    expect(JSON.parse(whole.toString())).toMatchObject({ type: 'admin', id: '1001' })
    expect(Math.max(...pieces.map((piece) => piece.length))).toBe(100)
    // Each piece waits; timers may be a millisecond early.
    const pauseMs = Math.ceil(whole.length / 100) * 99
    expect(performance.now() - before).toBeGreaterThanOrEqual(pauseMs)
  })

  test('truncated: a length that is more than what came before the connection ended', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'truncated', count: 2 })
    const raw = await readRaw(emulator, token)
    const [head = '', body = ''] = raw.split('\r\n\r\n')
    const length = Number(/content-length: (\d+)/.exec(head)?.[1])
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(body).toMatch(/^\{"type":"admin"/)
    expect(body.length).toBe(Math.ceil(length / 2))
    const { body: cut } = await ask(emulator, token)
    await expect(cut.text()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })
    expect(emulator.control.requests().requests.at(-1)).toMatchObject({ path: '/me', status: 200 })
  })

  test('wrongType: the right body under another media type', async () => {
    const { answer } = await askUnder({ kind: 'wrongType' })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await answer.body.json()).toMatchObject({ type: 'admin', id: '1001' })
  })

  test('wrongGzip: plain text that claims to be compressed', async () => {
    const { emulator, token, answer } = await askUnder({ kind: 'wrongGzip', count: 2 })
    expect(answer.headers['content-encoding']).toBe('gzip')
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    expect(() => gunzipSync(bytes)).toThrow('incorrect header check')
    expect(JSON.parse(bytes.toString())).toMatchObject({ id: '1001' })
    const fetched = await fetch(`${emulator.url}/me`, { headers: { authorization: `Bearer ${token}` } })
    await expect(fetched.text()).rejects.toThrow('terminated')
  })

  test('noEnvelope: an error as JSON, but not as Intercom words it', async () => {
    const { answer } = await askUnder({ kind: 'noEnvelope', status: 502 })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      502,
      'application/json; charset=utf-8',
    ])
    expect(await answer.body.json()).toEqual({ status: 502, error: expect.any(String) })
  })

  test('wrongRequestId: no request id, neither in the header nor in the envelope', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route: 'GET /me', kind: 'wrongRequestId' })
    const answer = await ask(emulator, 'unknown')
    expect(answer.headers['x-request-id']).toBeUndefined()
    expect(await answer.body.json()).toEqual({ type: 'error.list', errors: [expect.any(Object)] })
  })

  test('wrongRequestId: another id in the header than in the envelope', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route: 'GET /me', kind: 'wrongRequestId', requestId: 'other' })
    const answer = await ask(emulator, 'unknown')
    const body = (await answer.body.json()) as { request_id: string }
    const inHeader = answer.headers['x-request-id']
    expect(inHeader).toMatch(/^[0-9a-f-]{36}$/)
    expect(body.request_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(inHeader).not.toBe(body.request_id)
  })

  test.for([
    ['window', { 'x-ratelimit-reset': String(startMs / 1000 + 10) }],
    ['past', { 'x-ratelimit-reset': String(startMs / 1000 - 60) }],
    ['hourAhead', { 'x-ratelimit-reset': String(startMs / 1000 + 3600) }],
    ['retryAfter', { 'retry-after': '10' }],
    ['absent', {}],
  ] as const)('rateLimited: a 429 whose time to come again is %s', async ([reset, expected]) => {
    const { answer } = await askUnder({ kind: 'rateLimited', limit: 166, reset })
    const { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': remaining, ...others } = answer.headers
    expect([answer.statusCode, limit, remaining]).toEqual([429, '166', '0'])
    const said = Object.entries(others).filter(([name]) => /retry-after|ratelimit-reset/.test(name))
    expect(Object.fromEntries(said)).toEqual(expected)
    expect(await answer.body.json()).toMatchObject({
      errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 166 in 10_seconds' }],
    })
  })

  test('clockSkew: date and reset ahead of the clock that the emulator goes by', async () => {
    const { emulator, token, answer } = await askUnder({ kind: 'clockSkew', skewMs: 3_600_000 })
    const right = await ask(emulator, token)
    const read = ({ headers }: typeof answer) => ({
      dateMs: Date.parse(String(headers['date'])),
      reset: Number(headers['x-ratelimit-reset']),
    })
    expect(read(right).dateMs).toBe(startMs)
    expect(read(answer)).toEqual({
      dateMs: startMs + 3_600_000,
      reset: read(right).reset + 3600,
    })
    await answer.body.dump()
    await right.body.dump()
  })

  test('clockSkew: a date behind, also where no limit is told', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route: 'GET /me', kind: 'clockSkew', skewMs: -60_000 })
    const answer = await ask(emulator, 'unknown')
    expect(Date.parse(String(answer.headers['date']))).toBe(startMs - 60_000)
    expect(answer.headers['x-ratelimit-reset']).toBeUndefined()
    await answer.body.dump()
  })

  test('the right answer where a fault that changes text meets an answer without one', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.setSwitches({ uninstallAnswer: 'emptyBody' })
    emulator.control.addFault({ route: 'POST /auth/uninstall', kind: 'oversize' })
    const answer = await fetch(`${emulator.url}/auth/uninstall`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })
})
