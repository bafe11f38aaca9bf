import { IntercomClient } from 'intercom-client'
import { expect, test } from 'vitest'
import { connect } from '../emulator-requests.ts'
import { startEmulator } from '../start-emulator.ts'
import { seed } from '../seed.ts'

const { eu } = seed.workspaces

test('the official client identifies the admin who went through the real steps', async () => {
  const emulator = await startEmulator()
  const token = await connect(emulator, { workspaceId: eu.id, adminId: eu.admins.jonas.id })
  const client = new IntercomClient({ token, environment: emulator.url })
  expect(await client.admins.identify()).toMatchObject({
    id: eu.admins.jonas.id,
    email: eu.admins.jonas.email,
    app: { id_code: eu.id, region: 'Europe' },
  })
})

test('the official client sees a revoked token as its own kind of error', async () => {
  const emulator = await startEmulator()
  const token = await connect(emulator)
  emulator.control.revokeTokens({ token })
  const client = new IntercomClient({ token, environment: emulator.url })
  await expect(client.admins.identify()).rejects.toMatchObject({ statusCode: 401 })
})
