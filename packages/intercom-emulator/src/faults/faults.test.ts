import { describe, expect, test } from 'vitest'
import { askMe, connect, exchange, obtainCode } from '../emulator-requests.ts'
import { startEmulator } from '../start-emulator.ts'
import type { Emulator } from '../create-emulator.ts'

function me(emulator: Emulator, token: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${emulator.url}/me`, {
    ...init,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  })
}

describe('A fault', () => {
  test('strikes as often as told and then lets the route work again', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 503, count: 2 })
    const statuses = []
    for (let call = 0; call < 3; call += 1) statuses.push((await me(emulator, token)).status)
    expect(statuses).toEqual([503, 503, 200])
  })

  test('without an end strikes until the faults alone are reset', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'empty', count: null })
    expect(await (await me(emulator, token)).text()).toBe('')
    expect(await (await me(emulator, token)).text()).toBe('')
    emulator.control.reset('faults')
    expect(await askMe(emulator, token)).toMatchObject({ status: 200 })
  })

  test('strikes its own route only, on every host, the oldest one first', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 500 })
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 502 })
    expect((await exchange(emulator, { code: await obtainCode(emulator) })).status).toBe(200)
    expect(await askMe(emulator, token, { prefix: '/us' })).toMatchObject({ status: 500 })
    expect(await askMe(emulator, token)).toMatchObject({ status: 502 })
  })

  test('of a status carries the code and headers it was given', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({
      route: 'GET /me',
      kind: 'status',
      status: 401,
      code: 'token_suspended',
      message: 'Unauthorized token, suspended application',
      headers: { 'x-ratelimit-reset': '1' },
    })
    const { status, headers, body } = await askMe(emulator, token)
    expect(status).toBe(401)
    expect(body).toMatchObject({
      type: 'error.list',
      request_id: headers.get('x-request-id'),
      errors: [{ code: 'token_suspended', message: 'Unauthorized token, suspended application' }],
    })
    expect(headers.get('x-ratelimit-reset')).toBe('1')
  })

  test('that is none is refused with what is wrong with it', async () => {
    const emulator = await startEmulator()
    expect(() => emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 200 })).toThrow(
      'status',
    )
    expect(emulator.control.state().faults).toEqual([])
  })
})

describe('On the token endpoint', () => {
  const route = 'POST /auth/eagle/token'

  test.for([
    ['html', 200, 'text/html; charset=utf-8', /^<!doctype html>/],
    ['invalidJson', 200, 'application/json; charset=utf-8', /^\{"type":"admin","id":$/],
    ['empty', 200, null, /^$/],
  ] as const)(
    '%s comes in place of the answer and the code stays unused',
    async ([kind, status, type, text]) => {
      const emulator = await startEmulator()
      const code = await obtainCode(emulator)
      emulator.control.addFault({ route, kind })
      const answer = await fetch(`${emulator.url}/auth/eagle/token`, { method: 'POST' })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type])
      expect(await answer.text()).toMatch(text)
      expect((await exchange(emulator, { code })).status).toBe(200)
    },
  )

  test('html after the effect uses the code up', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route, kind: 'html', effect: 'done' })
    const code = await obtainCode(emulator)
    await expect(exchange(emulator, { code })).rejects.toThrow('JSON')
    expect((await exchange(emulator, { code })).status).toBe(401)
    expect(emulator.control.state().counters.codesExchanged).toBe(1)
  })

  test('noToken leaves the rest of the answer', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route, kind: 'noToken' })
    const answer = await exchange(emulator, { code: await obtainCode(emulator) })
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
    expect(Object.keys(answer.body as object)).toEqual(['token_type'])
  })

  test('redirect leads elsewhere', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route, kind: 'redirect', status: 307, location: 'https://evil.example/' })
    const answer = await fetch(`${emulator.url}/auth/eagle/token`, { method: 'POST', redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([307, 'https://evil.example/'])
  })

  test.for([
    ['skipped', 0, 200],
    ['done', 1, 401],
  ] as const)('reset cuts the connection with the effect %s', async ([effect, exchanged, later]) => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    emulator.control.addFault({ route, kind: 'reset', effect })
    await expect(exchange(emulator, { code })).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(emulator.control.state().counters.codesExchanged).toBe(exchanged)
    expect((await exchange(emulator, { code })).status).toBe(later)
  })

  test('changeAnswer sets and removes what it is told, under another media type', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({
      route,
      kind: 'changeAnswer',
      contentType: 'text/plain',
      set: { token_type: 'mac', access_token: 7 },
      remove: ['token'],
    })
    const { headers, body } = await exchange(emulator, { code: await obtainCode(emulator) })
    expect(body).toEqual({ token_type: 'mac', access_token: 7 })
    expect(headers.get('content-type')).toContain('text/plain')
  })
})

describe('On /me', () => {
  const route = 'GET /me'

  test('meWithoutApp and meUnknownRegion change the answer', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route, kind: 'meWithoutApp' })
    expect(Object.keys((await askMe(emulator, token)).body as object)).not.toContain('app')
    emulator.control.addFault({ route, kind: 'meUnknownRegion' })
    expect((await askMe(emulator, token)).body).toMatchObject({
      app: { id_code: 'harbour1', region: 'Atlantis' },
    })
  })

  test('oversize makes a right answer as large as told', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route, kind: 'oversize', bytes: 300_000 })
    const answer = await me(emulator, token)
    const text = await answer.text()
    expect(text.length).toBeGreaterThan(300_000)
    expect(JSON.parse(text)).toMatchObject({ id: '1001' })
  })

  test('hang never answers, and closing the emulator ends it', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route, kind: 'hang' })
    const hanging = me(emulator, token)
    await expect.poll(() => emulator.control.state().counters.me).toBe(1)
    await emulator.close()
    await expect(hanging).rejects.toThrow('fetch failed')
    expect(emulator.control.requests().requests.at(-1)).toMatchObject({ path: '/me', status: null })
  })

  test('hang with the effect done has done it', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'POST /auth/uninstall', kind: 'hang', effect: 'done' })
    const abort = new AbortController()
    const hanging = fetch(`${emulator.url}/auth/uninstall`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    })
    await expect.poll(() => emulator.control.state().counters.uninstalls).toBe(1)
    abort.abort()
    await expect(hanging).rejects.toThrow('aborted')
  })

  test('stall sends the head and half of the body', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route, kind: 'stall' })
    const answer = await me(emulator, token)
    expect(answer.status).toBe(200)
    const reader = answer.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    expect(new TextDecoder().decode(value)).toMatch(/^\{"type":"admin".*[^}]$/)
    await reader?.cancel()
  })

  test('latency is waited before the answer', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route, kind: 'latency', latencyMs: 60 })
    const before = performance.now()
    expect((await me(emulator, token)).status).toBe(200)
    // Timers may be a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(59)
  })
})
