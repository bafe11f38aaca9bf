import type { IntercomApp, OAuthProvider } from '@latchkey/shared/intercom'
import type { IdentityIndex } from '#api/accounts/index.ts'
import type { ConnectionsDeps } from '#api/connections/index.ts'
import type { CookieNames } from '#api/platform/cookies/cookie-names.ts'
import type { Sessions } from '#api/sessions/index.ts'

/**
 * The steps of storing a connection, and `detach` before them where an identity leaves another account; a test stops
 * the process after one of them.
 */
export type StoreStep = 'detach' | 'identity' | 'workspace' | 'due' | 'note' | 'commit' | 'result'

/** What the use cases of the flow work with. */
export interface OAuthDeps extends ConnectionsDeps {
  sessions: Sessions
  identities: IdentityIndex
  cookies: CookieNames
  app: IntercomApp & { provider: OAuthProvider }
  /** Origin of the web app that a person is sent back to. */
  webUrl: string
  /** Called after each step of storing; does nothing in production. */
  afterStep: (step: StoreStep) => Promise<void>
}
