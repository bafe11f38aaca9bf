import { describe, expect, test } from 'vitest'
import { consentUrl } from '../authorize.ts'
import { startEmulator } from '../start-emulator.ts'
import { redirectUriProblem } from '../redirect-uris.ts'
import { seed } from '../seed.ts'

const { us, eu } = seed.workspaces
const maya = { workspaceId: us.id, adminId: us.admins.maya.id }
const callback = 'http://localhost:3000/api/intercom/callback'

async function openPage(url: URL) {
  const answer = await fetch(url, { redirect: 'manual' })
  return { answer, text: await answer.text() }
}

describe('The consent page', () => {
  test('says that it is an emulator, which app asks and for what, and offers every admin', async () => {
    const emulator = await startEmulator()
    const { answer, text } = await openPage(consentUrl(emulator.url, { state: 's' }))
    expect(answer.status).toBe(200)
    expect(text).toContain('This is not Intercom')
    expect(text).toContain('Latchkey (development)')
    for (const permission of seed.apps.full.permissions) expect(text).toContain(permission.says)
    for (const workspace of Object.values(seed.workspaces)) {
      expect(text).toContain(workspace.name)
      for (const admin of Object.values(workspace.admins)) expect(text).toContain(admin.email)
    }
  })

  test('asks a limited app for its own permissions only', async () => {
    const emulator = await startEmulator()
    const { text } = await openPage(consentUrl(emulator.url, { clientId: 'latchkey-limited' }))
    expect(text).toContain('read_conversations')
    expect(text).not.toContain('read_single_admin')
  })

  test('has a strict policy that runs nothing and does not hold up the way back to the app', async () => {
    const emulator = await startEmulator()
    const { answer, text } = await openPage(consentUrl(emulator.url, {}))
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(text).not.toMatch(/<script|style=|\son\w+=/)
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('loads a style sheet that is there', async () => {
    const emulator = await startEmulator()
    const { text } = await openPage(consentUrl(emulator.url, {}))
    const path = /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? ''
    const sheet = await fetch(new URL(path, emulator.url))
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
  })

  test('never shows markup that an app has sent', async () => {
    const emulator = await startEmulator()
    const url = consentUrl(emulator.url, { state: '"><script>alert(1)</script>' })
    expect((await openPage(url)).text).not.toContain('<script>')
    url.searchParams.set('client_id', '<script>alert(1)</script>')
    expect((await openPage(url)).text).not.toContain('<script>')
  })

  test.for([
    ['an unknown client', '?client_id=nobody'],
    ['no client', '?state=s'],
    ['a client named twice', '?client_id=latchkey-dev&client_id=latchkey-dev'],
    ['a state sent twice', '?client_id=latchkey-dev&state=1&state=2'],
    ['another site', '?client_id=latchkey-dev&redirect_uri=https%3A%2F%2Fevil.example'],
    [
      'a registered address with something behind it',
      '?client_id=latchkey-dev&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fapi%2Fintercom%2Fcallback%2F',
    ],
  ] as const)('refuses %s on an error page, without a redirect, read or answered', async ([, query]) => {
    const emulator = await startEmulator()
    const read = await fetch(`${emulator.url}/oauth${query}`, { redirect: 'manual' })
    const body = new URLSearchParams({ decision: 'authorize', workspace: us.id, 'admin-harbour1': '1001' })
    const answered = await fetch(`${emulator.url}/oauth${query}`, {
      method: 'POST',
      body,
      redirect: 'manual',
    })
    for (const answer of [read, answered]) {
      expect(answer.status).toBe(400)
      expect(answer.headers.has('location')).toBe(false)
      expect(await answer.text()).toContain('This app cannot be connected')
    }
    expect(emulator.control.state().workspaces.flatMap((workspace) => workspace.installs)).toEqual([])
  })
})

describe('Authorizing', () => {
  test('leads to the redirect URI with a code and the state unchanged', async () => {
    const emulator = await startEmulator()
    const state = 'a+b/c=&d é'
    const location = new URL(await emulator.control.authorize({ ...maya, redirectUri: callback, state }))
    expect(location.origin + location.pathname).toBe(callback)
    expect([...location.searchParams.keys()]).toEqual(['code', 'state'])
    expect(location.searchParams.get('state')).toBe(state)
    expect(location.searchParams.get('code')).toMatch(/^[A-Za-z0-9+/]{40,}={0,2}$/)
  })

  test('leads to the first registered redirect URI where the app names none', async () => {
    const emulator = await startEmulator()
    expect(await emulator.control.authorize(maya)).toContain(`${callback}?code=`)
  })

  test('adds no state where the app sent none', async () => {
    const emulator = await startEmulator()
    const location = new URL(await emulator.control.authorize(maya))
    expect([...location.searchParams.keys()]).toEqual(['code'])
  })

  test('installs the app in the chosen workspace and nowhere else', async () => {
    const emulator = await startEmulator()
    await emulator.control.authorize(maya)
    const installed = emulator.control.state().workspaces.filter((workspace) => workspace.installs.length > 0)
    expect(installed.map((workspace) => workspace.id)).toEqual([us.id])
  })

  test.for([
    ['no workspace', { decision: 'authorize' }],
    ['no admin', { decision: 'authorize', workspace: us.id }],
    ['an admin of another workspace', { decision: 'authorize', workspace: us.id, 'admin-harbour1': '2001' }],
    ['no decision', { workspace: us.id, 'admin-harbour1': '1001' }],
  ] as const)('with %s shows the page again and what is missing', async ([, fields]) => {
    const emulator = await startEmulator()
    const answer = await fetch(consentUrl(emulator.url, {}), {
      method: 'POST',
      body: new URLSearchParams({ ...fields }),
      redirect: 'manual',
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('role="alert"')
  })

  test('from a form on another site is refused', async () => {
    const emulator = await startEmulator()
    const answer = await fetch(consentUrl(emulator.url, {}), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ decision: 'authorize', workspace: us.id, 'admin-harbour1': '1001' }),
      redirect: 'manual',
    })
    expect([answer.status, answer.headers.has('location')]).toEqual([403, false])
  })
})

describe('Cancelling', () => {
  const cancel = { ...maya, state: 's1', decision: 'cancel' } as const

  test('leads back with error=access_denied and the state, and installs nothing', async () => {
    const emulator = await startEmulator()
    const location = await emulator.control.authorize(cancel)
    expect(location).toBe(`${callback}?error=access_denied&state=s1`)
    expect(emulator.control.state().workspaces.flatMap((workspace) => workspace.installs)).toEqual([])
  })

  test.for([
    [
      'errorAndDescription',
      `${callback}?error=access_denied&error_description=The+person+did+not+authorize+the+app&state=s1`,
    ],
    ['stateOnly', `${callback}?state=s1`],
    ['nothing', callback],
  ] as const)('sends what the switch denyParameters says: %s', async ([denyParameters, expected]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ denyParameters })
    expect(await emulator.control.authorize(cancel)).toBe(expected)
  })
})

describe('The regional consent hosts', () => {
  test('offer the workspaces of their region only', async () => {
    const emulator = await startEmulator()
    const { text } = await openPage(consentUrl(emulator.url, { host: 'eu' }))
    expect(text).toContain(eu.name)
    expect(text).not.toContain(us.name)
    await expect(emulator.control.authorize({ ...maya, host: 'eu' })).rejects.toThrow('status 400')
  })

  test('include the routing one where the switch authoriseHosts says so', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ authoriseHosts: 'ownRegionOnly' })
    const { text } = await openPage(consentUrl(emulator.url, {}))
    expect(text).toContain(us.name)
    expect(text).not.toContain(eu.name)
  })
})

describe('A redirect URI to register', () => {
  test.for([
    'https://app.example/callback',
    'http://localhost:3000/callback',
    'http://127.0.0.1/callback',
    'http://[::1]:8080/',
  ])('may be %s', (redirectUri) => {
    expect(redirectUriProblem(redirectUri)).toBeUndefined()
  })

  test.for(['http://app.example/callback', 'ftp://localhost/', '/callback', 'https://app.example/#x'])(
    'may not be %s',
    (redirectUri) => {
      expect(redirectUriProblem(redirectUri)).toContain(redirectUri)
    },
  )
})
