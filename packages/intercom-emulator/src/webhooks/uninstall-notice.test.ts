import { verifyBody } from '@latchkey/shared/intercom/signing'
import { describe, expect, test } from 'vitest'
import type { Emulator } from '../create-emulator.ts'
import { seed } from '../seed.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import { startReceiver } from './start-receiver.ts'

const { us, eu } = seed.workspaces
const { full, limited } = seed.apps
const maya = { workspaceId: us.id, adminId: us.admins.maya.id }
const tomas = { workspaceId: us.id, adminId: us.admins.tomas.id }
const jonas = { workspaceId: eu.id, adminId: eu.admins.jonas.id }

async function startToldOfUninstalls() {
  const receiver = await startReceiver()
  const notices = { uninstallUrl: `${receiver.url}/uninstalled` }
  const emulator = await startEmulator({ notices, noticeTimeoutMs: 1_000 })
  return { emulator, control: emulator.control, receiver }
}

const uninstallByToken = (emulator: Emulator, token: string) =>
  fetch(`${emulator.url}/auth/uninstall`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  })

describe('An app is told that a workspace is gone', () => {
  test('by one POST that holds the workspace’s id and nothing else', async () => {
    const { control, receiver } = await startToldOfUninstalls()
    control.issueToken(maya)
    control.uninstallWorkspace(us.id)
    await control.noticesSettled()
    expect(receiver.received).toHaveLength(1)
    expect(receiver.received).toMatchObject([
      { method: 'POST', path: '/uninstalled', headers: { 'content-type': 'application/json' } },
    ])
    expect(receiver.received[0]?.body.toString()).toBe('{"app_id":"harbour1"}')
    expect(control.deliveries().deliveries).toEqual([
      {
        id: expect.stringMatching(/^uninstall_/),
        kind: 'uninstall',
        topic: null,
        clientId: full.clientId,
        workspaceId: us.id,
        createdAtMs: startMs,
        status: 'delivered',
        attempts: [{ atMs: startMs, result: 200 }],
      },
    ])
  })

  test('also when the app asked for it itself', async () => {
    const { emulator, control, receiver } = await startToldOfUninstalls()
    const { token } = control.issueToken(maya)
    await (await uninstallByToken(emulator, token)).text()
    await control.noticesSettled()
    expect(receiver.received.map(({ json }) => json)).toEqual([{ app_id: us.id }])
  })

  test('and when access is revoked, by whatever means: once for each app and workspace', async () => {
    const { control, receiver } = await startToldOfUninstalls()
    const { id } = control.issueToken(maya)
    control.issueToken(tomas)
    control.issueToken(maya)
    const { token } = control.issueToken(jonas)
    control.issueToken({ ...maya, clientId: limited.clientId })
    control.revokeTokens({ tokenId: id })
    control.revokeTokens({ token })
    control.revokeTokens({ workspaceId: us.id })
    await control.noticesSettled()
    const told = control.deliveries().deliveries.map(({ clientId, workspaceId }) => [clientId, workspaceId])
    expect(told).toEqual([
      [full.clientId, us.id],
      [full.clientId, eu.id],
      [full.clientId, us.id],
      [limited.clientId, us.id],
    ])
    expect(receiver.received).toHaveLength(4)
  })

  test('but not when nothing was taken away', async () => {
    const { control, receiver } = await startToldOfUninstalls()
    control.setSwitches({ reauthorisingRevokesPrevious: true })
    control.issueToken(maya)
    control.issueToken(maya)
    control.revokeTokens({ workspaceId: eu.id })
    control.uninstallWorkspace(eu.id)
    control.reset('grants')
    await control.noticesSettled()
    expect(receiver.received).toEqual([])
  })

  test('not where it has not said where to', async () => {
    const { control, receiver } = await startToldOfUninstalls()
    await control.setNotices({ uninstallUrl: null })
    control.issueToken(maya)
    control.uninstallWorkspace(us.id)
    await control.noticesSettled()
    expect(receiver.received).toEqual([])
    expect(control.deliveries()).toEqual({ deliveries: [] })
  })

  test('once only, even where it does not take it', async () => {
    const { control, receiver } = await startToldOfUninstalls()
    receiver.answer = 500
    control.issueToken(maya)
    control.uninstallWorkspace(us.id)
    await control.noticesSettled()
    control.moveClock({ advanceMs: 24 * 3_600_000 })
    await control.noticesSettled()
    expect(receiver.received).toHaveLength(1)
    expect(control.deliveries().deliveries).toMatchObject([{ status: 'failed', attempts: [{ result: 500 }] }])
  })

  test.for([
    ['absent', 'missing'],
    ['sha256', 'valid'],
    ['wrong', 'wrong'],
  ] as const)('with the signature %s', async ([uninstallSignature, verdict]) => {
    const { control, receiver } = await startToldOfUninstalls()
    control.setSwitches({ uninstallSignature })
    control.issueToken(maya)
    control.uninstallWorkspace(us.id)
    await control.noticesSettled()
    const verdicts = receiver.received.map(({ body, headers }) =>
      verifyBody(body, { header: headers['x-body-signature'], secrets: [full.clientSecret] }),
    )
    expect(verdicts).toEqual([verdict])
  })
})
