import * as z from 'zod'
import { describe, expect, test } from 'vitest'
import { adminsOf } from '../../directory.ts'
import { seed } from '../../seed.ts'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn } from '../ask-api.ts'

const { us, eu } = seed.workspaces
const { elodie } = eu.admins

const List = z.looseObject({
  type: z.literal('admin.list'),
  admins: z.array(z.looseObject({ id: z.string(), email: z.string() })),
})

describe('GET /admins', () => {
  test('lists the admins of the workspace, and of no other, without pages', async () => {
    const ask = apiOf(await startEmulator())
    const { body } = await ask('GET /admins')
    const admins = List.parse(body).admins
    expect(admins.map(({ id }) => id)).toEqual(adminsOf(us).map(({ id }) => id))
    expect(admins[0]).toEqual({
      type: 'admin',
      email: us.admins.maya.email,
      id: us.admins.maya.id,
      name: us.admins.maya.name,
      away_mode_enabled: false,
      away_mode_reassign: false,
      has_inbox_seat: true,
      team_ids: [expect.any(Number)],
    })
    expect(body).not.toHaveProperty('pages')
  })

  test('shows who is away', async () => {
    const { body } = await apiOf(await startEmulator())('GET /admins')
    const away = List.parse(body).admins.filter((admin) => admin['away_mode_enabled'] === true)
    expect(away.map(({ id }) => id)).toEqual([us.admins.priya.id])
  })

  test.for([
    ['2.8', null],
    ['2.16', null],
    ['2.11', null],
  ] as const)('has pictures in %s on demand, null where there is none', async ([version, picture]) => {
    const emulator = await startEmulator()
    const ask = apiOf(emulator, { version, workspaceId: eu.id, adminId: elodie.id })
    const { admins } = List.parse((await ask('GET /admins?display_avatar=true')).body)
    expect(admins.find(({ id }) => id === elodie.id)?.['avatar']).toBe(picture)
  })

  test('wraps the address of a picture in 2.11 alone', async () => {
    const emulator = await startEmulator()
    const avatarIn = async (version: '2.11' | '2.14') => {
      const { body } = await apiOf(emulator, { version })('GET /admins?display_avatar=true')
      return List.parse(body).admins[0]?.['avatar']
    }
    expect(await avatarIn('2.11')).toEqual({ image_url: us.admins.maya.avatarUrl })
    expect(await avatarIn('2.14')).toBe(us.admins.maya.avatarUrl)
  })

  test('needs the permission to read admins', async () => {
    const ask = apiOf(await startEmulator(), { clientId: seed.apps.limited.clientId })
    expect(errorIn(await ask('GET /admins'))).toMatchObject({ status: 401, code: 'token_unauthorized' })
  })
})

describe('GET /admins/:id', () => {
  test('shows one admin', async () => {
    const { body } = await apiOf(await startEmulator())(`GET /admins/${us.admins.tomas.id}`)
    expect(body).toMatchObject({ type: 'admin', name: us.admins.tomas.name, away_status_reason_id: null })
  })

  test('of another workspace is 404', async () => {
    const ask = apiOf(await startEmulator())
    const refusal = { status: 404, code: 'admin_not_found', message: 'Admin not found' }
    expect(errorIn(await ask(`GET /admins/${elodie.id}`))).toEqual(refusal)
    expect(errorIn(await ask('GET /admins/nobody'))).toEqual(refusal)
  })
})
