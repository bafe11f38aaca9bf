import type { Region, Seed, SeedAdmin, SeedApp, SeedWorkspace } from './seed.ts'

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

export function createDirectory(seed: Seed, redirectUris: readonly [string, ...string[]]): Directory {
  const apps = Object.values(seed.apps).map((app) => ({ ...app, redirectUris }))
  const workspaces = Object.values(seed.workspaces)
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

export function adminsOf(workspace: SeedWorkspace | undefined): readonly SeedAdmin[] {
  return workspace === undefined ? [] : Object.values(workspace.admins)
}

export const regionNames: Readonly<Record<Region, string>> = {
  us: 'United States',
  eu: 'Europe',
  au: 'Australia',
}
