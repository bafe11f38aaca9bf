import { authorizeUrl } from '@latchkey/shared/intercom'
import { limits } from '@latchkey/shared/contract/plain'
import type { StartConnect } from '@latchkey/shared/contract'
import type { ConnectionRecord } from '#api/connections/index.ts'
import { digest } from '#api/platform/digest.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { newSecret } from '#api/platform/random.ts'
import type { PresentSession } from '#api/sessions/index.ts'
import type { OAuthDeps } from './deps.ts'
import { startProof } from './flow-proof.ts'
import { saveFlow } from './flow-store.ts'
import { safeReturnTo } from './return-to.ts'

/** Who starts a flow: nobody yet, or a session with its account's connections. */
export type Starter = { session: PresentSession; connections: readonly ConnectionRecord[] } | undefined

export interface StartedFlow {
  authorizeUrl: string
  expiresAt: number
  stateHash: string
  /** For the flow's cookie; only its digest is stored. */
  secret: string
  startedAt: number
}

/**
 * Starts a flow: makes its state and its browser's secret, and keeps what the callback will be held against.
 *
 * The redirect URI is ours alone; nothing in the input can change it.
 *
 * @throws AppError `session.required` or `connection.not_found` for a reconnect
 */
export async function startConnect(
  { store, clock, random, app }: Pick<OAuthDeps, 'store' | 'clock' | 'random' | 'app'>,
  { input, starter }: { input: StartConnect; starter: Starter },
): Promise<StartedFlow> {
  const connection = reconnected(input, starter)
  const region = input.region ?? connection?.workspace.region ?? 'unknown'
  const state = newSecret(random)
  const secret = newSecret(random)
  const startedAt = clock.now()
  const stateHash = digest(state)
  await saveFlow(store, stateHash, {
    browser: digest(secret),
    startedAt,
    region,
    returnTo: safeReturnTo(input.returnTo),
    ...(starter === undefined
      ? {}
      : { accountId: starter.session.accountId, lineage: starter.session.lineage }),
    ...(connection === undefined ? {} : { connectionId: connection.id }),
  })
  return {
    authorizeUrl: authorizeUrl({ ...app, region, state, ...startProof(app.provider, secret) }),
    expiresAt: startedAt + limits.stateSeconds * 1_000,
    stateHash,
    secret,
    startedAt,
  }
}

function reconnected(input: StartConnect, starter: Starter): ConnectionRecord | undefined {
  if (input.connectionId === undefined) return undefined
  if (starter === undefined) throw new AppError('session.required')
  const connection = starter.connections.find(({ id }) => id === input.connectionId)
  if (connection === undefined) throw new AppError('connection.not_found')
  return connection
}
