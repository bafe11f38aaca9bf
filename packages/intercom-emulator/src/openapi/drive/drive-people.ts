import type { SeedWorkspace } from '../../seed.ts'
import type { Ask } from './recorder.ts'
import { idsIn } from './read-json.ts'

/** Admins and teams: every one of them, and one that is not there. */
export async function drivePeople(ask: Ask): Promise<void> {
  await ask('GET /me')
  await ask('GET /admins', { query: { display_avatar: true } })
  const { body: admins } = await ask('GET /admins')
  for (const id of [...idsIn(admins, 'admins'), '999999']) await ask('GET /admins/:id', { params: { id } })
  const { body: teams } = await ask('GET /teams')
  for (const id of [...idsIn(teams, 'teams'), '999999']) await ask('GET /teams/:id', { params: { id } })
}

/** What each admin of a workspace sees of itself. */
export async function driveIdentities(
  workspace: SeedWorkspace,
  askAs: (adminId: string) => Ask,
): Promise<void> {
  for (const { id } of Object.values(workspace.admins)) await askAs(id)('GET /me')
}
