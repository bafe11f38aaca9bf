import * as z from 'zod'
import { expect, test } from 'vitest'
import { seed } from '../../seed.ts'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn } from '../ask-api.ts'

const { us, eu } = seed.workspaces
const List = z.looseObject({
  type: z.literal('team.list'),
  teams: z.array(z.looseObject({ id: z.string(), admin_ids: z.array(z.number()) })),
})

test('GET /teams lists the teams of the workspace, one of them empty', async () => {
  const { teams } = List.parse((await apiOf(await startEmulator())('GET /teams')).body)
  expect(teams.map((team) => team.admin_ids)).toEqual([[1001, 1002, 1003], [1002, 1003], []])
  expect(teams[0]).toMatchObject({ type: 'team', assignment_limit: 10, distribution_method: 'round_robin' })
})

test('Teams tell how they hand out conversations from 2.14 on', async () => {
  const ask = apiOf(await startEmulator(), { version: '2.11' })
  expect(List.parse((await ask('GET /teams')).body).teams[0]).not.toHaveProperty('distribution_method')
})

test('GET /teams/:id shows a team, and refuses one of another workspace', async () => {
  const emulator = await startEmulator()
  const [team] = List.parse((await apiOf(emulator)('GET /teams')).body).teams
  expect((await apiOf(emulator)(`GET /teams/${team?.id}`)).body).toEqual(team)
  const elsewhere = apiOf(emulator, { workspaceId: eu.id, adminId: eu.admins.jonas.id })
  expect(errorIn(await elsewhere(`GET /teams/${team?.id}`))).toEqual({
    status: 404,
    code: 'team_not_found',
    message: 'Team not found',
  })
})

test('an admin is in exactly the teams that name the admin', async () => {
  const ask = apiOf(await startEmulator())
  const { teams } = List.parse((await ask('GET /teams')).body)
  const { body } = await ask(`GET /admins/${us.admins.tomas.id}`)
  const named = teams.filter((team) => team.admin_ids.includes(Number(us.admins.tomas.id)))
  expect(body).toMatchObject({ team_ids: named.map(({ id }) => Number(id)) })
})
