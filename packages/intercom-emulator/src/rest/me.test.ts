import { request } from 'undici'
import { describe, expect, test } from 'vitest'
import { askMe, connect } from '../emulator-requests.ts'
import { startEmulator } from '../start-emulator.ts'
import { seed } from '../seed.ts'

const { us, eu, au } = seed.workspaces
const jonas = { workspaceId: eu.id, adminId: eu.admins.jonas.id }

describe('GET /me', () => {
  test('tells who the token belongs to, exactly in the documented shape', async () => {
    const emulator = await startEmulator()
    const { status, body } = await askMe(emulator, await connect(emulator))
    expect(status).toBe(200)
    expect(body).toEqual({
      type: 'admin',
      id: '1001',
      email: 'maya@harbour-books.example',
      name: 'Maya Chen',
      email_verified: true,
      app: {
        type: 'app',
        id_code: 'harbour1',
        name: 'Harbour Books',
        created_at: 1_609_459_200,
        secure: false,
        identity_verification: false,
        timezone: 'America/New_York',
        region: 'US',
      },
      avatar: {
        type: 'avatar',
        image_url: 'https://static.intercomassets.com/assets/default-avatars/admins/128.png',
      },
      has_inbox_seat: true,
    })
  })

  test('shows an e-mail that is not verified, and an admin without a picture', async () => {
    const emulator = await startEmulator()
    const priya = await connect(emulator, { workspaceId: us.id, adminId: us.admins.priya.id })
    const elodie = await connect(emulator, { workspaceId: eu.id, adminId: eu.admins.elodie.id })
    expect((await askMe(emulator, priya)).body).toMatchObject({ email_verified: false })
    expect((await askMe(emulator, elodie)).body).toMatchObject({ avatar: { image_url: null } })
  })

  test('takes the token as Basic user name with an empty password', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` })
    expect(await askMe(emulator, token, { headers: basic(`${token}:`) })).toMatchObject({ status: 200 })
    expect(await askMe(emulator, token, { headers: basic(`${token}:x`) })).toMatchObject({ status: 401 })
    expect(await askMe(emulator, token, { headers: basic(token) })).toMatchObject({ status: 401 })
  })

  test.for(['', 'Bearer', 'Bearer nonsense', 'Basic nonsense', 'Token x'])(
    'refuses the authorization "%s"',
    async (authorization) => {
      const emulator = await startEmulator()
      const { status, headers, body } = await askMe(emulator, '', { headers: { authorization } })
      expect(status).toBe(401)
      expect(body).toEqual({
        type: 'error.list',
        request_id: headers.get('x-request-id'),
        errors: [{ code: 'unauthorized', message: 'Access Token Invalid', field: null }],
      })
      expect(headers.has('x-ratelimit-limit')).toBe(false)
      expect(headers.get('www-authenticate')).toBe('Basic realm="intercom.io"')
    },
  )

  test('says of a revoked token that it is revoked', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    expect(emulator.control.revokeTokens({ token })).toBe(1)
    expect(await askMe(emulator, token)).toMatchObject({
      status: 401,
      body: { errors: [{ code: 'token_revoked' }] },
    })
  })

  test.for([
    [401, 'token_unauthorized', 'Not authorized to access resource'],
    [403, 'forbidden', 'You do not have the required scope (read_single_admin) to access this resource'],
  ] as const)('refuses an app without read_single_admin with %s', async ([status, code, message]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ missingPermissionAnswer: status })
    const { token } = emulator.control.issueToken({
      workspaceId: us.id,
      adminId: us.admins.maya.id,
      clientId: 'latchkey-limited',
    })
    expect(await askMe(emulator, token)).toMatchObject({ status, body: { errors: [{ code, message }] } })
  })

  test('is 404 under another method, and so is every other path', async () => {
    const emulator = await startEmulator()
    const answers = await Promise.all([
      fetch(`${emulator.url}/me`, { method: 'POST' }),
      fetch(`${emulator.url}/me`, { method: 'HEAD' }),
      fetch(`${emulator.url}/nothing`),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404])
    expect(await answers[2].json()).toMatchObject({
      errors: [{ code: 'not_found', message: 'Resource Not Found' }],
    })
  })

  test('without an Accept header is refused, unless the switch missingAccept says otherwise', async () => {
    const emulator = await startEmulator()
    const headers = { authorization: `Bearer ${await connect(emulator)}` }
    const refused = await request(`${emulator.url}/me`, { headers })
    expect(refused.statusCode).toBe(406)
    expect(await refused.body.json()).toMatchObject({ type: 'error.list' })
    emulator.control.setSwitches({ missingAccept: 'served' })
    const served = await request(`${emulator.url}/me`, { headers })
    expect(served.statusCode).toBe(200)
    await served.body.dump()
  })
})

describe('Versions', () => {
  test.for(['2.8', '2.11', '2.14', '2.16'])('%s is known', async (version) => {
    const emulator = await startEmulator()
    const headers = { 'intercom-version': version }
    expect(await askMe(emulator, await connect(emulator), { headers })).toMatchObject({ status: 200 })
  })

  test.for(['2.9', '2.99', 'preview', '2.16, 2.16', ' '])('"%s" is not', async (version) => {
    const emulator = await startEmulator()
    const headers = { 'intercom-version': version }
    expect(await askMe(emulator, await connect(emulator), { headers })).toMatchObject({
      status: 400,
      body: {
        errors: [{ code: 'intercom_version_invalid', message: 'The requested version could not be found' }],
      },
    })
  })

  test('2.11 alone promises job title, away mode and teams', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const fieldsIn = async (version: string) =>
      Object.keys((await askMe(emulator, token, { headers: { 'intercom-version': version } })).body as object)
    const promised = ['job_title', 'away_mode_enabled', 'away_mode_reassign', 'team_ids']
    expect(await fieldsIn('2.11')).toEqual(expect.arrayContaining(promised))
    expect(await fieldsIn('2.16')).not.toEqual(expect.arrayContaining(promised))
  })

  test("without the header it is the app's own", async () => {
    const apps = { full: { ...seed.apps.full, apiVersion: '2.11' } }
    const emulator = await startEmulator({ seed: { ...seed, apps } })
    expect((await askMe(emulator, await connect(emulator))).body).toMatchObject({ job_title: 'Owner' })
  })
})

describe('Regions', () => {
  test('are spelled as seen in the wild', async () => {
    const emulator = await startEmulator()
    const regionOf = async (workspaceId: string, adminId: string) => {
      const { body } = await askMe(emulator, await connect(emulator, { workspaceId, adminId }))
      return (body as { app: { region: string } }).app.region
    }
    const all = () =>
      Promise.all([
        regionOf(us.id, us.admins.maya.id),
        regionOf(eu.id, eu.admins.jonas.id),
        regionOf(au.id, au.admins.isla.id),
      ])
    expect(await all()).toEqual(['US', 'Europe', 'Australia'])
    emulator.control.setSwitches({ regionStrings: 'short' })
    expect(await all()).toEqual(['US', 'EU', 'AU'])
    emulator.control.setSwitches({ regionStrings: 'long' })
    expect(await all()).toEqual(['United States', 'Europe', 'Australia'])
  })

  test('the routing host and the own regional host serve a token, others refuse it', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator, jonas)
    const statuses = await Promise.all(
      ['', '/us', '/eu', '/au'].map(async (prefix) => (await askMe(emulator, token, { prefix })).status),
    )
    expect(statuses).toEqual([200, 401, 200, 401])
  })

  test('the switch wrongRegionAnswer decides how', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator, jonas)
    emulator.control.setSwitches({ wrongRegionAnswer: '403' })
    expect(await askMe(emulator, token, { prefix: '/us' })).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'region_mismatch' }] },
    })
    emulator.control.setSwitches({ wrongRegionAnswer: 'served' })
    expect(await askMe(emulator, token, { prefix: '/us' })).toMatchObject({ status: 200 })
  })
})

test.for([
  ['alwaysTrue', true],
  ['alwaysFalse', false],
  ['null', null],
  ['missing', undefined],
] as const)('the switch emailVerified: %s', async ([emailVerified, expected]) => {
  const emulator = await startEmulator()
  emulator.control.setSwitches({ emailVerified })
  const { body } = await askMe(emulator, await connect(emulator))
  expect((body as { email_verified?: unknown }).email_verified).toBe(expected)
})
