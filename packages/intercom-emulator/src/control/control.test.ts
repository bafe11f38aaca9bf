import { request } from 'undici'
import { describe, expect, test } from 'vitest'
import { askMe, connect, exchange, obtainCode, postJson, readJson } from '../emulator-requests.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import { seed } from '../seed.ts'

const { us, eu } = seed.workspaces
const maya = { workspaceId: us.id, adminId: us.admins.maya.id }

describe('The control API', () => {
  test('shows the whole state and the catalogue of switches, without a secret', async () => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    const { body } = await exchange(emulator, { code })
    const { token } = body as { token: string }
    await askMe(emulator, token)
    const state = await fetch(`${emulator.url}/_emulator/state`)
    const text = await state.text()
    expect(JSON.parse(text)).toMatchObject({
      nowMs: startMs,
      counters: { tokenExchanges: 1, codesExchanged: 1, me: 1, uninstalls: 0 },
      tokens: [{ id: 'token-1', ...maya, clientId: 'latchkey-dev', status: 'active', issuedAtMs: startMs }],
      switches: { denyParameters: 'error' },
      switchCatalogue: { denyParameters: { values: expect.arrayContaining(['error', 'nothing']) } },
    })
    const requests = await (await fetch(`${emulator.url}/_emulator/requests`)).text()
    for (const secret of [token, code, seed.apps.full.clientSecret]) {
      expect(text + requests).not.toContain(secret)
      expect(text + requests).not.toContain(encodeURIComponent(secret))
    }
  })

  test('lists requests by template with time, host and status, and counts them by route', async () => {
    const emulator = await startEmulator()
    await exchange(emulator, { code: 'wrong' }, { prefix: '/eu' })
    emulator.control.moveClock({ advanceMs: 1000 })
    await fetch(`${emulator.url}/oauth?client_id=latchkey-dev&state=secret`)
    await fetch(`${emulator.url}/_emulator/state`)
    const log = emulator.control.requests()
    expect(log.requests).toMatchObject([
      { method: 'POST', path: '/auth/eagle/token', host: 'eu', status: 401, atMs: startMs },
      { method: 'GET', path: '/oauth', host: 'routing', status: 200, atMs: startMs + 1000 },
    ])
    expect(log.counters).toMatchObject({
      'GET /oauth': 1,
      'POST /oauth': 0,
      'POST /auth/eagle/token': 1,
      'POST /auth/uninstall': 0,
      'GET /me': 0,
      'POST /contacts/search': 0,
    })
  })

  test('gives a working token, and revokes it by its id', async () => {
    const emulator = await startEmulator()
    const issued = await readJson(await postJson(emulator, '/_emulator/tokens', maya))
    expect(issued.status).toBe(201)
    const { id, token } = issued.body as { id: string; token: string }
    expect(await askMe(emulator, token)).toMatchObject({ status: 200, body: { id: maya.adminId } })
    const revoked = await readJson(await postJson(emulator, '/_emulator/tokens/revoke', { tokenId: id }))
    expect(revoked.body).toEqual({ revoked: 1 })
    expect(await askMe(emulator, token)).toMatchObject({ status: 401 })
  })

  test('revokes all tokens of a workspace, or of one admin in it', async () => {
    const emulator = await startEmulator()
    const tomas = { workspaceId: us.id, adminId: us.admins.tomas.id }
    for (const holder of [maya, maya, tomas]) emulator.control.issueToken(holder)
    const revoke = async (selector: object) =>
      (await readJson(await postJson(emulator, '/_emulator/tokens/revoke', selector))).body
    expect(await revoke(maya)).toEqual({ revoked: 2 })
    expect(await revoke({ workspaceId: us.id })).toEqual({ revoked: 1 })
    expect(await revoke({ workspaceId: eu.id })).toEqual({ revoked: 0 })
  })

  test('uninstalls as a person would, which is no uninstall by an app', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const path = `/_emulator/workspaces/${us.id}/uninstall`
    expect((await readJson(await postJson(emulator, path, {}))).body).toEqual({ uninstalled: true })
    expect((await readJson(await postJson(emulator, path, {}))).body).toEqual({ uninstalled: false })
    expect(await askMe(emulator, token)).toMatchObject({ status: 401 })
    expect(emulator.control.state().counters.uninstalls).toBe(0)
  })

  test('moves the clock', async () => {
    const emulator = await startEmulator()
    const move = async (body: object) =>
      (await readJson(await postJson(emulator, '/_emulator/clock', body))).body
    expect(await move({ advanceMs: 5000 })).toEqual({ nowMs: startMs + 5000 })
    expect(await move({ setMs: 1_800_000_000_000 })).toEqual({ nowMs: 1_800_000_000_000 })
    expect(emulator.clock.now()).toBe(1_800_000_000_000)
  })

  test('sets switches and leaves the others', async () => {
    const emulator = await startEmulator()
    const answer = await postJson(emulator, '/_emulator/switches', { reusedCodeStatus: 400 })
    expect((await readJson(answer)).body).toMatchObject({ reusedCodeStatus: 400, expiredCodeStatus: 401 })
  })

  test('adds a fault', async () => {
    const emulator = await startEmulator()
    const answer = await postJson(emulator, '/_emulator/faults', { route: 'GET /me', kind: 'empty' })
    expect(answer.status).toBe(201)
    expect((await fetch(`${emulator.url}/me`)).headers.get('content-length')).toBe('0')
  })

  test('says what faults there are to add: each kind works with no more than it must be told', async () => {
    const emulator = await startEmulator()
    const { kinds } = (await (await fetch(`${emulator.url}/_emulator/faults`)).json()) as {
      kinds: { kind: string; route: string | null; fields: { name: string; required: boolean }[] }[]
    }
    const statuses = []
    for (const { kind, route, fields } of kinds) {
      const required = fields.filter((field) => field.required).map(({ name }) => [name, 500])
      const fault = { route: route ?? 'GET /me', kind, ...Object.fromEntries(required) }
      statuses.push((await postJson(emulator, '/_emulator/faults', fault)).status)
    }
    expect(statuses).toEqual(kinds.map(() => 201))
    expect(emulator.control.state().faults.map(({ fault }) => fault.kind)).toEqual(
      kinds.map(({ kind }) => kind),
    )
  })

  test('resets everything to the start', async () => {
    const emulator = await startEmulator()
    const before = emulator.control.state()
    const token = await connect(emulator)
    emulator.control.setSwitches({ regionStrings: 'short' })
    emulator.control.addFault({ route: 'GET /me', kind: 'empty' })
    emulator.control.moveClock({ advanceMs: 1 })
    const answer = await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' })
    expect(answer.status).toBe(200)
    expect(emulator.control.state()).toEqual(before)
    expect(await askMe(emulator, token)).toMatchObject({ status: 401 })
  })

  test('resets one part and leaves the others', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'empty', count: null })
    await postJson(emulator, '/_emulator/reset', { only: 'faults' })
    expect(await askMe(emulator, token)).toMatchObject({ status: 200 })
  })

  test.for([
    ['/tokens', { workspaceId: 'nowhere', adminId: '1001' }, 404, 'workspace.not_found'],
    ['/tokens', { workspaceId: us.id, adminId: '2001' }, 404, 'admin.not_found'],
    ['/tokens', { ...maya, clientId: 'nobody' }, 404, 'app.not_found'],
    ['/tokens', { workspaceId: us.id }, 400, 'request.invalid'],
    ['/tokens/revoke', {}, 400, 'request.invalid'],
    ['/workspaces/nowhere/uninstall', {}, 404, 'workspace.not_found'],
    ['/clock', { setMs: 'now' }, 400, 'request.invalid'],
    ['/clock', { setMs: -1 }, 400, 'request.invalid'],
    ['/clock', { advanceMs: 1e300 }, 400, 'request.invalid'],
    ['/switches', { nothing: 1 }, 400, 'request.invalid'],
    ['/switches', { reusedCodeStatus: 402 }, 400, 'request.invalid'],
    ['/switches', [], 400, 'request.invalid'],
    ['/faults', { route: 'GET /nothing', kind: 'empty' }, 400, 'request.invalid'],
    [
      '/faults',
      { route: 'GET /me', kind: 'status', status: 500, headers: { a: 'b\n' } },
      400,
      'request.invalid',
    ],
    [
      '/faults',
      { route: 'GET /me', kind: 'status', status: 500, headers: { 'a b': '' } },
      400,
      'request.invalid',
    ],
    ['/faults', { route: 'GET /me', kind: 'redirect', location: 'a\r\nb: c' }, 400, 'request.invalid'],
    ['/faults', { route: 'GET /me', kind: 'wrongType', contentType: '✂' }, 400, 'request.invalid'],
    ['/faults', { route: 'GET /me', kind: 'noToken' }, 400, 'request.invalid'],
    ['/reset', { only: 'tokens' }, 400, 'request.invalid'],
  ] as const)('refuses %s %j', async ([path, body, status, code]) => {
    const emulator = await startEmulator()
    const answer = await readJson(await postJson(emulator, `/_emulator${path}`, body))
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } })
  })
})

test('a refusal says in one line what is wrong, and where', async () => {
  const emulator = await startEmulator()
  const fault = { route: 'GET /me', kind: 'status', status: 200, count: 0 }
  expect((await readJson(await postJson(emulator, '/_emulator/faults', fault))).body).toEqual({
    code: 'request.invalid',
    message: 'Too small: expected number to be >=1 (count); Too small: expected number to be >=400 (status)',
  })
})

test.for([
  ['/faults', { route: 'GET /me', kind: 'changeAnswer', set: nested(200) }],
  ['/webhooks', { topic: 'ping', workspaceId: us.id, item: nested(200) }],
] as const)('%s refuses what is nested too deep to be written as JSON for sure', async ([path, body]) => {
  const emulator = await startEmulator()
  const answer = await readJson(await postJson(emulator, `/_emulator${path}`, body))
  expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
})

/** An object in an object, so many times. */
function nested(depth: number): object {
  let value = {}
  for (let level = 1; level < depth; level += 1) value = { value }
  return value
}

describe('The control API lets in only this computer', () => {
  test.for([
    ['a foreign host name', { host: 'evil.example:PORT' }],
    ['a loopback name with another port', { host: 'localhost:1' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another port here', { origin: 'http://localhost:3000' }],
    ['a page that hides its origin', { origin: 'null' }],
  ] as const)('not %s', async ([, headers]) => {
    const emulator = await startEmulator()
    const entries = Object.entries(headers).map(([name, value]) => [
      name,
      value.replace('PORT', String(emulator.port)),
    ])
    for (const method of ['GET', 'POST'] as const) {
      const path = method === 'GET' ? 'state' : 'reset'
      const answer = await request(`${emulator.url}/_emulator/${path}`, {
        method,
        headers: Object.fromEntries(entries),
      })
      expect(answer.statusCode).toBe(403)
      expect(await answer.body.json()).toMatchObject({ code: 'request.forbidden' })
    }
  })

  test.for(['127.0.0.1', 'localhost', '[::1]'])('but the page of %s', async (name) => {
    const emulator = await startEmulator()
    const answer = await request(`${emulator.url}/_emulator/reset`, {
      method: 'POST',
      headers: { host: `${name}:${emulator.port}`, origin: `http://${name}:${emulator.port}` },
    })
    expect(answer.statusCode).toBe(200)
    await answer.body.dump()
  })

  test.for(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'and no body of type %s',
    async (type) => {
      const emulator = await startEmulator()
      const answer = await fetch(`${emulator.url}/_emulator/reset`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '{}',
      })
      expect(await readJson(answer)).toMatchObject({ status: 415, body: { code: 'request.not_json' } })
    },
  )
})
