import type { Pending, PendingChoice, StartConnect } from '@latchkey/shared/contract'
import { expectNoSecret, scanRedis, type Browser } from '@latchkey/test-kit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  authorise,
  comeBack,
  connect,
  elodie,
  jonas,
  maya,
  sessionOf,
  signedIn,
  start,
  tomas,
  type Person,
} from '../../test/connect.ts'
import { startTestApp, type TestApp } from '../../test/test-app.ts'

let api: TestApp

beforeAll(async () => {
  api = await startTestApp()
})
beforeEach(async () => {
  await api.redis.client().flushall()
  api.emulator.control.reset()
})
afterAll(() => api.close())

/** Connects and expects to be asked; answers the question's address in the API. */
async function connectAndBeAsked(browser: Browser, who: Person, input: StartConnect = {}): Promise<string> {
  const landing = await connect(browser, who, input)
  const id = /^\/connect\/confirm\/([\w-]{22})$/.exec(landing)?.[1]
  if (id === undefined) throw new Error(`was not asked but sent to ${landing}`)
  return `/api/intercom/pending/${id}`
}

async function question(browser: Browser, address: string): Promise<Pending> {
  // The API serialises this answer with the contract's own schema.
  return (await (await browser.fetch(address)).json()) as Pending
}

const answer = (browser: Browser, address: string, choice: PendingChoice) => browser.post(address, { choice })

const workspaces = async (browser: Browser) =>
  (await signedIn(browser)).connections.map(({ workspace }) => workspace.id).sort()

test('a second workspace is linked only after the person has said so', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  expect(await workspaces(browser)).toEqual([maya.workspaceId])
  const asked = await question(browser, address)
  expect(asked).toMatchObject({
    kind: 'new_identity',
    receivingAccount: { identities: [{ workspace: { id: maya.workspaceId }, admin: { id: maya.adminId } }] },
    workspace: { id: jonas.workspaceId, region: 'eu' },
    choices: ['link', 'separate', 'cancel'],
  })
  const linked = await answer(browser, address, 'link')
  expect(linked.status).toBe(200)
  expect(await workspaces(browser)).toEqual([maya.workspaceId, jonas.workspaceId].sort())
  const { account } = await signedIn(browser)
  expect(account.identities.map(({ signsIn }) => signsIn)).toEqual([true, false])
})

test('the question keeps its token sealed and shows none', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const entries = await scanRedis(api.redis.client())
  expect(JSON.stringify(entries)).not.toContain('dG9rO')
  expectNoSecret(JSON.stringify(await question(browser, address)), api.secrets())
  expect(JSON.stringify(await question(browser, address))).not.toMatch(/sealed|dG9rO/)
})

test('of ten answers to one question one takes effect', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const answers = await Promise.all(Array.from({ length: 10 }, () => answer(browser, address, 'link')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(9)
  expect(await workspaces(browser)).toHaveLength(2)
})

test.each([
  ['link', 'cancel'],
  ['separate', 'link'],
  ['cancel', 'separate'],
] as const)('of the answers “%s” and “%s” given at once, one takes effect', async (one, other) => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const answers = await Promise.all([answer(browser, address, one), answer(browser, address, other)])
  const taken = answers.filter(({ status }) => status === 200)
  expect(taken).toHaveLength(1)
  const fresh = api.browser()
  await connect(fresh, maya)
  const isLinked = (await workspaces(fresh)).includes(jonas.workspaceId)
  expect(isLinked).toBe(taken[0] === answers[one === 'link' ? 0 : 1] && (one === 'link' || other === 'link'))
})

test('however close two different answers come, exactly one takes effect', async () => {
  for (let round = 0; round < 10; round += 1) {
    const browser = api.browser()
    await connect(browser, maya)
    const address = await connectAndBeAsked(browser, elodie)
    const answers = await Promise.all([
      answer(browser, address, 'separate'),
      answer(browser, address, 'cancel'),
      answer(browser, address, 'cancel'),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    await api.redis.client().flushall()
  }
})

test('an answer that fails leaves the question open', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const key =
    (await scanRedis(api.redis.client())).find((entry) => entry.key.includes(':pending:'))?.key ?? ''
  const record = JSON.parse((await api.redis.client().get(key)) ?? '')
  const sealedToken = record.sealedToken.replace('v1.k1.', 'v1.gone.')
  await api.redis.client().set(key, JSON.stringify({ ...record, sealedToken }))
  expect(await (await answer(browser, address, 'link')).json()).toMatchObject({ code: 'store.key_missing' })
  await api.redis.client().set(key, JSON.stringify(record))
  expect((await answer(browser, address, 'link')).status).toBe(200)
})

test('cancelling drops the token, uninstalls nothing and closes the question', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  expect(await (await answer(browser, address, 'cancel')).json()).toEqual({ returnTo: '/connections' })
  expect(await workspaces(browser)).toEqual([maya.workspaceId])
  expect((await answer(browser, address, 'link')).status).toBe(404)
  expect(api.emulator.control.state().counters.uninstalls).toBe(0)
  expect((await scanRedis(api.redis.client())).filter(({ key }) => key.includes(':pending:'))).toEqual([])
})

test('separate gives the workspace an account of its own, and signs out of the one before', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const before = await signedIn(browser)
  const address = await connectAndBeAsked(browser, jonas)
  const left = copyOf(browser)
  await answer(browser, address, 'separate')
  expect(await sessionOf(left)).toEqual({ status: 'anonymous' })
  const after = await signedIn(browser)
  expect(after.account.id).not.toBe(before.account.id)
  expect(after.connections.map(({ workspace }) => workspace.id)).toEqual([jonas.workspaceId])
  const again = api.browser()
  await connect(again, maya)
  expect((await signedIn(again)).account.id).toBe(before.account.id)
})

test('reconnecting with another workspace is explained and not swapped in', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const [connection] = (await signedIn(browser)).connections
  const address = await connectAndBeAsked(browser, jonas, { connectionId: connection?.id, region: 'eu' })
  expect(await question(browser, address)).toMatchObject({
    kind: 'other_workspace',
    expected: { id: maya.workspaceId },
    workspace: { id: jonas.workspaceId },
  })
  await answer(browser, address, 'cancel')
  expect((await signedIn(browser)).connections).toEqual([connection])
})

test('reconnecting as another admin of the workspace is explained and not swapped in', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const [connection] = (await signedIn(browser)).connections
  const address = await connectAndBeAsked(browser, tomas, { connectionId: connection?.id })
  expect(await question(browser, address)).toMatchObject({
    kind: 'other_admin',
    admin: { id: tomas.adminId },
  })
  await answer(browser, address, 'link')
  const admins = (await signedIn(browser)).connections.map(({ admin }) => admin.id)
  expect(admins.sort()).toEqual([maya.adminId, tomas.adminId].sort())
})

test('an identity of another account is a conflict: nothing is merged, the person may switch', async () => {
  const [mine, theirs] = [api.browser(), api.browser()]
  await connect(mine, maya)
  await connect(theirs, jonas)
  const owner = (await signedIn(theirs)).account.id
  const address = await connectAndBeAsked(mine, jonas)
  expect(await question(mine, address)).toMatchObject({
    kind: 'conflict',
    choices: ['switch_account', 'cancel'],
  })
  expect((await answer(mine, address, 'link')).status).toBe(409)
  await answer(mine, address, 'switch_account')
  const after = await signedIn(mine)
  expect(after.account.id).toBe(owner)
  expect(after.connections.map(({ workspace }) => workspace.id)).toEqual([jonas.workspaceId])
})

test('a linked identity does not open the account from a fresh browser; it may only leave it', async () => {
  const owner = api.browser()
  await connect(owner, maya)
  await answer(owner, await connectAndBeAsked(owner, jonas), 'link')
  const before = await signedIn(owner)

  const stranger = api.browser()
  const address = await connectAndBeAsked(stranger, jonas)
  expect(await sessionOf(stranger)).toEqual({ status: 'anonymous' })
  const asked = await question(stranger, address)
  expect(asked).toMatchObject({ kind: 'conflict', choices: ['separate', 'cancel'] })
  expect(asked.receivingAccount).toBeUndefined()
  expect((await answer(stranger, address, 'switch_account')).status).toBe(409)

  await answer(stranger, address, 'separate')
  const detached = await signedIn(stranger)
  expect(detached.account.id).not.toBe(before.account.id)
  expect(detached.connections.map(({ workspace }) => workspace.id)).toEqual([jonas.workspaceId])
  expect(await sessionOf(owner)).toEqual({ status: 'anonymous' })
  await connect(owner, maya)
  expect(await workspaces(owner)).toEqual([maya.workspaceId])
})

/** A browser with the same cookies, as far as `keep` lets them through. */
function copyOf(browser: Browser, keep: (name: string) => boolean = () => true): Browser {
  const copy = api.browser()
  for (const { name, value } of browser.cookies()) if (keep(name)) copy.setCookie(`${name}=${value}; Path=/`)
  return copy
}

test('a question needs the flow’s cookie, whoever is signed in', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const without = copyOf(browser, (name) => name.endsWith('_session'))
  expect(await sessionOf(without)).toMatchObject({ status: 'connected' })
  expect((await without.fetch(address)).status).toBe(404)
})

test('a question needs the sign-in that it was asked in, even with the flow’s cookie', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const other = copyOf(browser, (name) => !name.endsWith('_session'))
  await connect(other, maya)
  expect((await signedIn(other)).account.id).toBe((await signedIn(browser)).account.id)
  expect((await other.fetch(address)).status).toBe(404)
})

test('a way back that leaves the site does not get into a question', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas, { returnTo: '//evil.example' })
  expect((await question(browser, address)).returnTo).toBe('/connections')
})

test('another browser, and the same one signed out, cannot see or answer a question', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  const other = api.browser()
  await connect(other, maya)
  expect((await other.fetch(address)).status).toBe(404)
  expect((await answer(other, address, 'link')).status).toBe(404)
  await browser.fetch('/api/session', { method: 'DELETE' })
  expect((await answer(browser, address, 'link')).status).toBe(404)
})

test('a flow that started signed out asks before it links to whoever has signed in meanwhile', async () => {
  const browser = api.browser()
  const early = await authorise(await start(browser), elodie)
  await connect(browser, maya)
  expect(await comeBack(browser, early)).toMatch(/^\/connect\/confirm\//)
  expect(await workspaces(browser)).toEqual([maya.workspaceId])
})

test('unknown fields and unknown choices in an answer are refused', async () => {
  const browser = api.browser()
  await connect(browser, maya)
  const address = await connectAndBeAsked(browser, jonas)
  expect((await browser.post(address, { choice: 'link', accountId: 'x' })).status).toBe(400)
  expect((await browser.post(address, { choice: 'merge' })).status).toBe(400)
  expect((await browser.post(address, { choice: 'link' }, { crossSite: true })).status).toBe(403)
  expect((await answer(browser, address, 'link')).status).toBe(200)
})
