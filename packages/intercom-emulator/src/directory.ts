import type { Region, Seed, SeedAdmin, SeedApp, SeedWorkspace, WorkspaceSize } from './seed.ts'

export interface App extends SeedApp {
  /** In order of registration; the first one is used where a request names none. */
  redirectUris: readonly [string, ...string[]]
}

/** Looks up what never changes while the emulator runs: its apps, workspaces and admins. */
export interface Directory {
  apps: readonly App[]
  workspaces: readonly SeedWorkspace[]
  app(clientId: string): App | undefined
  workspace(workspaceId: string): SeedWorkspace | undefined
  admin(workspaceId: string, adminId: string): SeedAdmin | undefined
}

/** Other sizes than the seed's, by workspace id; what is left out stays as seeded. */
export type WorkspaceSizes = Readonly<Record<string, Partial<WorkspaceSize>>>

interface DirectoryOptions {
  redirectUris: readonly [string, ...string[]]
  sizes?: WorkspaceSizes | undefined
}

/** @throws Error for a size of a workspace that is not there, or one that is not a count */
export function createDirectory(seed: Seed, { redirectUris, sizes = {} }: DirectoryOptions): Directory {
  const apps = Object.values(seed.apps).map((app) => ({ ...app, redirectUris }))
  checkSizes(seed, sizes)
  const workspaces = Object.values(seed.workspaces).map((workspace) => ({
    ...workspace,
    size: { ...workspace.size, ...sizes[workspace.id] },
  }))
  const workspace = (workspaceId: string) => workspaces.find((candidate) => candidate.id === workspaceId)
  return {
    apps,
    workspaces,
    app: (clientId) => apps.find((candidate) => candidate.clientId === clientId),
    workspace,
    admin: (workspaceId, adminId) =>
      adminsOf(workspace(workspaceId)).find((candidate) => candidate.id === adminId),
  }
}

/** Indexes of items are 32-bit numbers, and what is created goes on after the seeded ones. */
const itemsMax = 2_000_000_000

function checkSizes(seed: Seed, sizes: WorkspaceSizes): void {
  const ids = Object.values(seed.workspaces).map(({ id }) => id)
  for (const [workspaceId, size] of Object.entries(sizes)) {
    if (!ids.includes(workspaceId)) {
      throw new Error(`There is no workspace "${workspaceId}" to size: ${ids.join(', ')}.`)
    }
    for (const [resource, count] of Object.entries(size)) {
      if (!Number.isInteger(count) || count < 0 || count > itemsMax) {
        throw new Error(`The size ${workspaceId}:${resource} is not a number from 0 to ${itemsMax}.`)
      }
    }
  }
}

export function adminsOf(workspace: SeedWorkspace | undefined): readonly SeedAdmin[] {
  return workspace === undefined ? [] : Object.values(workspace.admins)
}

export const regionNames: Readonly<Record<Region, string>> = {
  us: 'United States',
  eu: 'Europe',
  au: 'Australia',
}
