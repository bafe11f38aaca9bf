import { createHash } from 'node:crypto'
import { createEmulator } from '../../create-emulator.ts'
import type { Emulator } from '../../create-emulator.ts'
import { seed } from '../../seed.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { startMs } from '../../start-emulator.ts'
import type { Answer } from '../check-answer.ts'
import { describedRoutes } from '../described-routes.ts'
import { driveCompanies } from './drive-companies.ts'
import { driveContactReads, driveContactWrites } from './drive-contacts.ts'
import { driveConversationReads, driveConversationWrites } from './drive-conversations.ts'
import { driveEvents } from './drive-events.ts'
import { driveLabels } from './drive-labels.ts'
import { driveIdentities, drivePeople } from './drive-people.ts'
import { driveRateLimit, driveRefusals } from './drive-refusals.ts'
import { createRecorder } from './recorder.ts'
import type { Ask } from './recorder.ts'

const { workbench } = seed.apps

/** Calls a fresh emulator in one version, many ways on every operation, and returns every answer. */
export async function driveEmulator(version: string): Promise<readonly Answer[]> {
  const recorder = createRecorder(version)
  await withEmulator({}, async (emulator) => {
    const askAs = (workspace: SeedWorkspace) => (adminId: string) =>
      recorder.asker(emulator, tokenOf(emulator, { workspace, adminId }))
    for (const workspace of Object.values<SeedWorkspace>(seed.workspaces)) {
      await driveWorkspace(workspace, askAs(workspace))
    }
    const { us, au } = seed.workspaces
    const endedToken = tokenOf(emulator, { workspace: au, adminId: au.admins.isla.id })
    emulator.control.uninstallWorkspace(au.id, { clientId: workbench.clientId })
    const holder = { workspace: us, adminId: us.admins.maya.id }
    const powerlessToken = tokenOf(emulator, { ...holder, clientId: powerless.clientId })
    await driveRestrictedPlan(emulator, recorder.asker(emulator, tokenOf(emulator, holder)))
    for (const missingPermissionAnswer of [401, 403] as const) {
      emulator.control.setSwitches({ missingPermissionAnswer })
      const ask = recorder.asker(emulator, tokenOf(emulator, holder))
      await driveRefusals(ask, { routes: describedRoutes, endedToken, powerlessToken })
    }
  })
  await withEmulator({ rateLimits: { appPerMinute: 60 } }, async (emulator) => {
    const { us } = seed.workspaces
    const token = tokenOf(emulator, { workspace: us, adminId: us.admins.maya.id })
    await driveRateLimit(recorder.asker(emulator, token))
  })
  return recorder.answers()
}

async function driveWorkspace(workspace: SeedWorkspace, askAs: (adminId: string) => Ask): Promise<void> {
  const [{ id: adminId } = { id: '' }] = Object.values(workspace.admins)
  const ask = askAs(adminId)
  await driveIdentities(workspace, askAs)
  await drivePeople(ask)
  await driveContactReads(ask)
  await driveCompanies(ask)
  await driveConversationReads(ask)
  await driveLabels(ask)
  await driveContactWrites(ask, adminId)
  await driveConversationWrites(ask, adminId)
  await driveEvents(ask)
}

/** What workspaces that do not pay get: the emulator knows no plans, so a fault stands in. */
async function driveRestrictedPlan(emulator: Emulator, ask: Ask): Promise<void> {
  const error = { code: 'api_plan_restricted', message: 'Active subscription needed.' }
  for (const route of describedRoutes.filter((name) => name.includes('/conversations'))) {
    emulator.control.addFault({ route, kind: 'status', status: 403, ...error })
    await ask(route)
  }
}

/** An app that may do nothing at all. */
const powerless = {
  clientId: 'powerless',
  clientSecret: 'powerless-secret',
  name: 'An app without permissions',
  apiVersion: '2.16',
  permissions: [],
}

async function withEmulator(
  options: Parameters<typeof createEmulator>[0],
  act: (emulator: Emulator) => Promise<void>,
): Promise<void> {
  const emulator = await createEmulator({
    clock: { now: () => startMs },
    random: createCounter(),
    seed: { ...seed, apps: { ...seed.apps, powerless } },
    ...options,
  })
  try {
    await act(emulator)
  } finally {
    await emulator.close()
  }
}

/** Bytes that never repeat and are the same in every run. */
function createCounter(): (size: number) => Buffer {
  let count = 0
  return (size) => {
    count += 1
    return createHash('shake256', { outputLength: size }).update(String(count)).digest()
  }
}

function tokenOf(
  emulator: Emulator,
  {
    workspace,
    adminId,
    clientId = workbench.clientId,
  }: { workspace: SeedWorkspace; adminId: string; clientId?: string },
): string {
  return emulator.control.issueToken({ workspaceId: workspace.id, adminId, clientId }).token
}
