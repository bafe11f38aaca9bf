import { IntercomClient } from 'intercom-client'
import { describe, expect, test } from 'vitest'
import { connect } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'
import { clientVersions, startOfficialClient } from './start-official-client.ts'

const { eu, us } = seed.workspaces

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

test('the official client asks in version 2.14 where none is set', async () => {
  const { emulator } = await startOfficialClient()
  const versions: (string | null)[] = []
  const client = new IntercomClient({
    token: 'any',
    environment: emulator.url,
    fetch: async (input, init) => {
      versions.push(new Headers(init?.headers).get('intercom-version'))
      return fetch(input, init)
    },
  })
  await expect(client.admins.list()).rejects.toMatchObject({ statusCode: 401 })
  expect(versions).toEqual(['2.14'])
})

describe.for(clientVersions)('in version %s', (version) => {
  test('the official client lists the admins and finds each of them', async () => {
    const { client } = await startOfficialClient({ version })
    const { type, admins } = await client.admins.list()
    expect(type).toBe('admin.list')
    expect(admins?.map((admin) => admin?.id)).toEqual(Object.values(us.admins).map(({ id }) => id))
    const admin = await client.admins.find({ admin_id: Number(us.admins.tomas.id) })
    expect(admin).toMatchObject({ id: us.admins.tomas.id, name: us.admins.tomas.name })
  })

  test('the official client lists the teams and finds each of them', async () => {
    const { client } = await startOfficialClient({ version })
    const { type, teams = [] } = await client.teams.list()
    expect(type).toBe('team.list')
    expect(teams.length).toBeGreaterThan(0)
    const found = await Promise.all(teams.map(({ id = '' }) => client.teams.find({ team_id: id })))
    expect(found.map(({ id, name }) => ({ id, name }))).toEqual(teams.map(({ id, name }) => ({ id, name })))
  })
})
