import type { App } from '../directory.ts'
import type { SeedAdmin, SeedWorkspace } from '../seed.ts'

/** Who calls, once the token is accepted. */
export interface Caller {
  app: App
  workspace: SeedWorkspace
  admin: SeedAdmin
}
