import { fakeClock, type Browser, type FakeClock } from '@latchkey/test-kit'
import type { ActivityPage } from '@latchkey/shared/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect, jonas, maya, signedIn } from '../../test/connect.ts'
import { happen, numbered } from '../../test/happen.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

let api: TestApp
let clock: FakeClock
let browser: Browser
let accountId: string
let connectionId: string

beforeAll(async () => {
  clock = fakeClock(Date.now())
  api = await startTestApp({ clock })
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
  browser = api.browser()
  await connect(browser, maya)
  const { account, connections } = await signedIn(browser)
  accountId = account.id
  connectionId = connections[0]?.id ?? ''
})
afterAll(() => api.close())

const ask = async (path: string, who = browser) => {
  const response = await who.fetch(path)
  // A page or a problem; what a test relies on, it expects.
  return { status: response.status, body: (await response.json()) as ActivityPage & { code?: string } }
}
const page = async (query = '', who = browser) => {
  const { status, body } = await ask(`/api/activity${query}`, who)
  expect(status).toBe(200)
  return body
}
const kinds = ({ items }: ActivityPage) => items.map(({ kind, actor }) => `${kind} by ${actor}`)

/** Follows a list from its first page to its last. */
async function everyPage(
  path: string,
  between: () => Promise<void> = async () => {},
): Promise<ActivityPage['items']> {
  const items: ActivityPage['items'] = []
  let cursor: string | undefined
  do {
    const { status, body } = await ask(`${path}${cursor === undefined ? '' : `&cursor=${cursor}`}`)
    expect(status).toBe(200)
    items.push(...body.items)
    cursor = body.nextCursor
    await between()
  } while (cursor !== undefined)
  return items
}

test('what happened is told newest first: what, when, by whom, to which workspace, and why', async () => {
  await clock.advance(60_000)
  api.emulator.control.addFault({
    route: 'GET /me',
    kind: 'status',
    status: 401,
    code: 'token_revoked',
    count: 1,
  })
  await browser.post(`/api/connections/${connectionId}/verify`, {})
  const [newest, oldest] = (await page()).items
  const { connections } = await signedIn(browser)
  const { id, name } = connections[0]?.workspace ?? { id: '', name: '' }
  expect(newest).toEqual({
    id: expect.stringMatching(/^\d+-\d+$/),
    at: new Date(clock.now()).toISOString(),
    kind: 'access_lost',
    actor: 'intercom',
    connectionId,
    workspace: { id, name },
    reason: 'revoked',
  })
  expect(oldest).toMatchObject({ kind: 'workspace_connected', actor: 'you', workspace: { id, name } })
  expect(oldest).not.toHaveProperty('reason')
})

test('who did something depends on the browser that asks', async () => {
  const other = api.browser()
  await connect(other, maya)
  await other.fetch(`/api/connections/${connectionId}`, { method: 'DELETE' })
  expect(kinds(await page())).toEqual([
    'workspace_disconnected by another_browser',
    'workspace_reconnected by another_browser',
    'workspace_connected by you',
  ])
  expect(kinds(await page('', other))).toEqual([
    'workspace_disconnected by you',
    'workspace_reconnected by you',
    'workspace_connected by another_browser',
  ])
})

test('a browser that has a new session id since is still “you”', async () => {
  await connect(browser, maya)
  expect(kinds(await page())).toEqual(['workspace_reconnected by you', 'workspace_connected by you'])
})

test('an identity that moved out was moved by another browser', async () => {
  const question = (await connect(browser, jonas)).replace('/connect/confirm', '/api/intercom/pending')
  await browser.post(question, { choice: 'link' })
  const other = api.browser()
  const conflict = (await connect(other, jonas)).replace('/connect/confirm', '/api/intercom/pending')
  await other.post(conflict, { choice: 'separate' })
  // Its account signs everybody out then; its person signs in again.
  await connect(browser, maya)
  expect(kinds(await page()).slice(1)).toEqual([
    'workspace_moved_out by another_browser',
    'workspace_connected by another_browser',
    'workspace_connected by another_browser',
  ])
})

test('following the cursor gives every entry once, in order, whatever happens meanwhile', async () => {
  const names = numbered(230)
  await happen(api.store, accountId, names)
  let later = 0
  const items = await everyPage('/api/activity?limit=7', () => {
    later += 1
    return happen(api.store, accountId, [`later ${later}`])
  })
  expect(items.map(({ workspace }) => workspace?.name).slice(0, -1)).toEqual(names.toReversed())
  expect(items.at(-1)?.kind).toBe('workspace_connected')
})

test('a connection’s activity is that of this connection, page by page', async () => {
  await happen(api.store, accountId, numbered(150))
  await connect(browser, maya)
  await happen(api.store, accountId, numbered(150))
  const path = `/api/connections/${connectionId}/activity`
  const items = await everyPage(`${path}?limit=1`)
  expect(items.map(({ kind }) => kind)).toEqual(['workspace_reconnected', 'workspace_connected'])
  await browser.fetch(`/api/connections/${connectionId}`, { method: 'DELETE' })
  expect((await ask(path)).body.items[0]).toMatchObject({ kind: 'workspace_disconnected', connectionId })
})

test('another account sees none of it, not even by id', async () => {
  const stranger = api.browser()
  await connect(stranger, jonas)
  const own = await page('', stranger)
  expect(own.items.map(({ workspace }) => workspace?.id)).toEqual([jonas.workspaceId])
  const foreign = await ask(`/api/connections/${connectionId}/activity`, stranger)
  const unknown = await ask(`/api/connections/${'x'.repeat(22)}/activity`, stranger)
  expect([foreign.status, foreign.body.code]).toEqual([404, 'connection.not_found'])
  expect([unknown.status, unknown.body.code]).toEqual([404, 'connection.not_found'])
})

test('a browser that is not signed in sees nothing', async () => {
  const nobody = api.browser()
  for (const path of ['/api/activity', `/api/connections/${connectionId}/activity`, '/api/events']) {
    expect(await ask(path, nobody)).toMatchObject({ status: 401, body: { code: 'session.required' } })
  }
})

test.each([
  ['?limit=0', 'limit'],
  ['?limit=101', 'limit'],
  ['?limit=1.5', 'limit'],
  ['?limit=1&limit=2', 'limit'],
  ['?cursor=', 'cursor'],
  ['?cursor=-', 'cursor'],
  ['?cursor=99999999999999999999-0', 'cursor'],
  ['?cursor=1-0%0d%0aFLUSHALL', 'cursor'],
])('a page asked for with %s is refused, and %s is named', async (query, name) => {
  const { status, body } = await ask(`/api/activity${query}`)
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'request.invalid', fields: [{ name }] })
})

test('a page is twenty-five entries unless another number is asked for', async () => {
  await happen(api.store, accountId, numbered(120))
  expect((await page()).items).toHaveLength(25)
  expect((await page('?limit=100')).items).toHaveLength(100)
})

test('the last page names no next one, even when it is full', async () => {
  await happen(api.store, accountId, numbered(1))
  const last = await page('?limit=2')
  expect(last.items).toHaveLength(2)
  expect(last).not.toHaveProperty('nextCursor')
})

test('an account keeps about a thousand entries', async () => {
  await happen(api.store, accountId, numbered(2_500))
  const items = await everyPage('/api/activity?limit=100')
  expect(items.length).toBeGreaterThanOrEqual(1_000)
  expect(items.length).toBeLessThan(1_200)
  expect(items[0]?.workspace?.name).toBe('Workspace 2499')
})

test('an entry that another version wrote and this one cannot read is left out, and hides no other', async () => {
  const key = `{${accountId}}:activity`
  await api.redis.client().xadd(key, '*', 'kind', 'from_the_future', 'at', '1', 'by', 'browser')
  await api.redis.client().xadd(key, '*', 'nothing', 'of ours')
  await happen(api.store, accountId, ['After it'])
  expect(kinds(await page())).toEqual(['access_lost by intercom', 'workspace_connected by you'])
})

test('nothing that is told names a session, and long texts are cut', async () => {
  await happen(api.store, accountId, ['N'.repeat(5_000)])
  const text = JSON.stringify(await page())
  const [session] = browser.cookies().filter(({ name }) => name.endsWith('_session'))
  const [, secret = 'none'] = session?.value.split('.') ?? []
  expect(text).not.toContain(secret)
  expect((await page()).items[0]?.workspace?.name).toHaveLength(300)
})
