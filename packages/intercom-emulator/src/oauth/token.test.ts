import { describe, expect, test } from 'vitest'
import { askMe, exchange, obtainCode, postJson, readJson } from '../emulator-requests.ts'
import { startEmulator } from '../start-emulator.ts'
import { seed } from '../seed.ts'

const { full, limited } = seed.apps
const { us, eu } = seed.workspaces
const fiveMinutesMs = 5 * 60 * 1000

const unauthorizedCode = {
  type: 'error.list',
  errors: [{ code: 'unauthorized', message: 'Unauthorized Code' }],
}
const unauthorizedClient = {
  type: 'error.list',
  errors: [{ code: 'unauthorized', message: 'Unauthorized Client' }],
}

describe('The token endpoint', () => {
  test('answers a form with the token under both names and nothing else', async () => {
    const emulator = await startEmulator()
    const { status, body } = await exchange(emulator, { code: await obtainCode(emulator) })
    expect(status).toBe(200)
    expect(body).toEqual({
      token_type: 'Bearer',
      token: expect.stringMatching(/^dG9rO/),
      access_token: (body as { token: string }).token,
    })
    const text = Buffer.from((body as { token: string }).token, 'base64').toString()
    expect(text).toMatch(/^tok:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:1:0$/)
  })

  test('answers JSON as well', async () => {
    const emulator = await startEmulator()
    const answer = await postJson(emulator, '/auth/eagle/token', {
      code: await obtainCode(emulator),
      client_id: full.clientId,
      client_secret: full.clientSecret,
    })
    expect(await readJson(answer)).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
  })

  test('lets through what standard libraries send besides', async () => {
    const emulator = await startEmulator()
    const fields = { code: await obtainCode(emulator), grant_type: 'authorization_code', redirect_uri: 'x' }
    expect(await exchange(emulator, fields)).toMatchObject({ status: 200 })
  })

  test('gives a token of the admin who consented', async () => {
    const emulator = await startEmulator()
    const holder = { workspaceId: eu.id, adminId: eu.admins.elodie.id }
    const { body } = await exchange(emulator, { code: await obtainCode(emulator, holder) })
    const me = await askMe(emulator, (body as { token: string }).token)
    expect(me.body).toMatchObject({ id: eu.admins.elodie.id, app: { id_code: eu.id } })
  })

  test('takes a code once, even from two exchanges at the same moment', async () => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    const answers = await Promise.all([exchange(emulator, { code }), exchange(emulator, { code })])
    expect(answers.map((answer) => answer.status)).toEqual(expect.arrayContaining([200, 401]))
    expect(await exchange(emulator, { code })).toMatchObject({ status: 401, body: unauthorizedCode })
    expect(emulator.control.state().counters).toMatchObject({ tokenExchanges: 3, codesExchanged: 1 })
  })

  test('takes a code in the last millisecond of its five minutes', async () => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    emulator.control.moveClock({ advanceMs: fiveMinutesMs - 1 })
    expect(await exchange(emulator, { code })).toMatchObject({ status: 200 })
  })

  test('refuses a code of five minutes', async () => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    emulator.control.moveClock({ advanceMs: fiveMinutesMs })
    expect(await exchange(emulator, { code })).toMatchObject({ status: 401, body: unauthorizedCode })
  })

  test('refuses an altered code', async () => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    expect(await exchange(emulator, { code: `${code}=` })).toMatchObject({
      status: 401,
      body: unauthorizedCode,
    })
  })

  test('refuses a code of another client and leaves it to its own', async () => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    const thief = { code, client_id: limited.clientId, client_secret: limited.clientSecret }
    expect(await exchange(emulator, thief)).toMatchObject({ status: 401, body: unauthorizedCode })
    expect(await exchange(emulator, { code })).toMatchObject({ status: 200 })
  })

  test.for([
    ['a wrong secret', { client_secret: 'latchkey-dev-secret2' }],
    ['an unknown client', { client_id: 'nobody' }],
    ['the secret of another client', { client_secret: limited.clientSecret }],
  ] as const)('refuses %s and does not use the code up', async ([, fields]) => {
    const emulator = await startEmulator()
    const code = await obtainCode(emulator)
    expect(await exchange(emulator, { code, ...fields })).toMatchObject({
      status: 401,
      body: unauthorizedClient,
    })
    expect(await exchange(emulator, { code })).toMatchObject({ status: 200 })
  })

  test.for(['code', 'client_id', 'client_secret'])('misses %s by name', async (field) => {
    const emulator = await startEmulator()
    const fields = new URLSearchParams({ code: 'c', client_id: 'i', client_secret: 's' })
    fields.delete(field)
    const answer = await fetch(`${emulator.url}/auth/eagle/token`, { method: 'POST', body: fields })
    expect(await readJson(answer)).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'parameter_not_found', message: `${field} is missing` }] },
    })
  })

  test('refuses a field that comes twice', async () => {
    const emulator = await startEmulator()
    const fields = new URLSearchParams({ client_id: full.clientId, client_secret: full.clientSecret })
    const code = await obtainCode(emulator)
    fields.append('code', code)
    fields.append('code', code)
    const answer = await fetch(`${emulator.url}/auth/eagle/token`, { method: 'POST', body: fields })
    expect(answer.status).toBe(400)
  })

  test('does not read the query: a secret has no place in an address', async () => {
    const emulator = await startEmulator()
    const query = new URLSearchParams({
      code: await obtainCode(emulator),
      client_id: full.clientId,
      client_secret: full.clientSecret,
    })
    const answer = await fetch(`${emulator.url}/auth/eagle/token?${query.toString()}`, { method: 'POST' })
    expect(answer.status).toBe(400)
  })

  test.for([
    ['JSON that is none', 'application/json', '{"code":', 400],
    ['another media type', 'text/plain', 'code=x', 415],
    ['64 KiB and more', 'application/x-www-form-urlencoded', `code=${'x'.repeat(65_536)}`, 413],
  ] as const)('answers %s in the error envelope', async ([, type, body, status]) => {
    const emulator = await startEmulator()
    const answer = await fetch(`${emulator.url}/auth/eagle/token`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(await readJson(answer)).toMatchObject({ status, body: { type: 'error.list' } })
  })

  test('names the request in the error as in the header', async () => {
    const emulator = await startEmulator()
    const { headers, body } = await exchange(emulator, { code: 'wrong' })
    expect(body).toMatchObject({ request_id: headers.get('x-request-id') })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  test('takes a code of any region on every host, unless the switch codeRegions says otherwise', async () => {
    const emulator = await startEmulator()
    const anywhere = await obtainCode(emulator)
    expect(await exchange(emulator, { code: anywhere }, { prefix: '/eu' })).toMatchObject({ status: 200 })
    emulator.control.setSwitches({ codeRegions: 'ownRegionOnly' })
    const code = await obtainCode(emulator)
    expect(await exchange(emulator, { code }, { prefix: '/eu' })).toMatchObject({ status: 401 })
    expect(await exchange(emulator, { code }, { prefix: '/us' })).toMatchObject({ status: 200 })
  })
})

describe('The switches of the token endpoint', () => {
  test.for([
    ['tokenOnly', ['token_type', 'token']],
    ['accessTokenOnly', ['token_type', 'access_token']],
  ] as const)('tokenAnswer: %s', async ([tokenAnswer, names]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ tokenAnswer })
    const { body } = await exchange(emulator, { code: await obtainCode(emulator) })
    expect(Object.keys(body as object)).toEqual(names)
  })

  test('reusedCodeStatus, expiredCodeStatus and refusedClientStatus: 400', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ reusedCodeStatus: 400, expiredCodeStatus: 400, refusedClientStatus: 400 })
    const used = await obtainCode(emulator)
    await exchange(emulator, { code: used })
    const expired = await obtainCode(emulator)
    emulator.control.moveClock({ advanceMs: fiveMinutesMs })
    const answers = await Promise.all([
      exchange(emulator, { code: used }),
      exchange(emulator, { code: expired }),
      exchange(emulator, { code: expired, client_secret: 'wrong' }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400])
  })

  test('reauthorisingRevokesPrevious: false keeps both tokens, true ends the earlier one of that admin', async () => {
    const emulator = await startEmulator()
    const tokenOf = async (adminId: string) => {
      const { body } = await exchange(emulator, {
        code: await obtainCode(emulator, { workspaceId: us.id, adminId }),
      })
      return (body as { token: string }).token
    }
    const statusOf = async (token: string) => (await askMe(emulator, token)).status
    const colleague = await tokenOf(us.admins.tomas.id)
    const first = await tokenOf(us.admins.maya.id)
    const second = await tokenOf(us.admins.maya.id)
    expect(await Promise.all([first, second].map(statusOf))).toEqual([200, 200])
    emulator.control.setSwitches({ reauthorisingRevokesPrevious: true })
    const third = await tokenOf(us.admins.maya.id)
    expect(await Promise.all([first, second, third, colleague].map(statusOf))).toEqual([401, 401, 200, 200])
  })
})
