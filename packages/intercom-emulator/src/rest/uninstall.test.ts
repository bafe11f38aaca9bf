import { describe, expect, test } from 'vitest'
import { askMe, connect, exchange, obtainCode } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'

const { us, eu } = seed.workspaces
const jonas = { workspaceId: eu.id, adminId: eu.admins.jonas.id }

describe('POST /auth/uninstall', () => {
  const uninstall = (url: string, token: string, init: RequestInit = {}) =>
    fetch(`${url}/auth/uninstall`, {
      method: 'POST',
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
    })

  test('ends every token of the app in that workspace, and no other', async () => {
    const emulator = await startEmulator()
    const maya = await connect(emulator)
    const tomas = await connect(emulator, { workspaceId: us.id, adminId: us.admins.tomas.id })
    const jonasToken = await connect(emulator, jonas)
    const ofOtherApp = emulator.control.issueToken({
      workspaceId: us.id,
      adminId: us.admins.maya.id,
      clientId: 'latchkey-limited',
    })
    expect((await uninstall(emulator.url, maya)).status).toBe(200)
    const statuses = emulator.control.state().tokens.map((token) => token.status)
    expect(statuses).toEqual(['uninstalled', 'uninstalled', 'active', 'active'])
    expect(await askMe(emulator, tomas)).toMatchObject({
      status: 401,
      body: { errors: [{ code: 'token_revoked' }] },
    })
    expect(await askMe(emulator, jonasToken)).toMatchObject({ status: 200 })
    expect(ofOtherApp.id).toBe('token-4')
    expect(emulator.control.state().counters.uninstalls).toBe(1)
  })

  test('takes an empty body and an empty object alike', async () => {
    const emulator = await startEmulator()
    const [first, second] = [await connect(emulator), await connect(emulator, jonas)]
    expect((await uninstall(emulator.url, first)).status).toBe(200)
    expect((await uninstall(emulator.url, second, { body: '{}' })).status).toBe(200)
  })

  test('asked again is refused like any other call of a dead token', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    await uninstall(emulator.url, token)
    expect((await uninstall(emulator.url, token)).status).toBe(401)
    expect(emulator.control.state().counters.uninstalls).toBe(1)
  })

  test('also ends a code that waits for its exchange; a new consent installs again', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const waiting = await obtainCode(emulator, { workspaceId: us.id, adminId: us.admins.tomas.id })
    await uninstall(emulator.url, token)
    expect(await exchange(emulator, { code: waiting })).toMatchObject({ status: 401 })
    expect(await askMe(emulator, await connect(emulator))).toMatchObject({ status: 200 })
  })

  test.for([
    ['emptyObject', 200, '{}'],
    ['emptyBody', 200, ''],
    ['noContent', 204, ''],
  ] as const)('answers what the switch uninstallAnswer says: %s', async ([uninstallAnswer, status, text]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ uninstallAnswer })
    const answer = await uninstall(emulator.url, await connect(emulator))
    expect([answer.status, await answer.text()]).toEqual([status, text])
  })

  test('leaves tokens that the switch errorAfterUninstall can call unauthorized', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ errorAfterUninstall: 'unauthorized' })
    const token = await connect(emulator)
    await uninstall(emulator.url, token)
    expect((await askMe(emulator, token)).body).toMatchObject({ errors: [{ code: 'unauthorized' }] })
  })
})
