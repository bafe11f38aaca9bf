import type { Admin, ReconnectReason, VerifyStep, Workspace } from '@latchkey/shared/contract'
import { accessLossReason, createIntercomClient, IntercomError, type Me } from '@latchkey/shared/intercom'
import { codeOfIntercomError } from '#api/platform/errors/index.ts'
import type { TokenSet } from '#api/tokens/index.ts'
import type { ConnectionRecord } from './connection-record.ts'
import type { ConnectionsDeps } from './deps.ts'
import { adminOf, mergeRegion, workspaceOf } from './identity-of-me.ts'

/** What one `/me` said of a token: it works, Intercom refuses it, or nothing can be concluded. */
export type ProbeResult =
  | { kind: 'works'; workspace: Workspace; admin: Admin }
  | { kind: 'lost'; reason: ReconnectReason }
  | { kind: 'unclear' }

/** Asks `/me` once with a connection's token and tells the steps of it. Writes nothing. */
export async function probe(
  { clock, intercom }: Pick<ConnectionsDeps, 'clock' | 'intercom'>,
  { record, tokenSet }: { record: ConnectionRecord; tokenSet: TokenSet },
): Promise<{ result: ProbeResult; steps: VerifyStep[] }> {
  const client = createIntercomClient({
    accessToken: tokenSet.accessToken,
    region: record.workspace.region,
    ...intercom,
    now: () => clock.now(),
  })
  const startedAt = clock.now()
  const answer = await client.me({ maxRetries: 0, timeoutMs: 5_000 }).then(
    (me) => ({ me }),
    (error: unknown) => ({ error }),
  )
  const network = { name: 'network', ok: true, ms: clock.now() - startedAt } as const
  const done = (result: ProbeResult, steps: VerifyStep[]) => ({ result, steps })
  if ('error' in answer) {
    const { error } = answer
    if (!(error instanceof IntercomError)) throw error
    const reason = accessLossReason(error)
    if (reason !== undefined)
      return done({ kind: 'lost', reason }, [network, failed('access', 'connection.needs_reconnect')])
    const code = codeOfIntercomError(error)
    const isAnswered = error.code === 'intercom.forbidden'
    return done(
      { kind: 'unclear' },
      isAnswered ? [network, failed('access', code)] : [{ ...network, ok: false, code }],
    )
  }
  const access = { name: 'access', ok: true, ms: 0 } as const
  const workspace = sameIdentity(record, answer.me)
  if (workspace === undefined)
    return done({ kind: 'unclear' }, [network, access, failed('identity', 'intercom.bad_answer')])
  return done({ kind: 'works', workspace, admin: adminOf(answer.me) }, [
    network,
    access,
    { name: 'identity', ok: true, ms: 0 },
  ])
}

/** The workspace as Intercom names it now, if the answer is about this connection's admin and workspace at all. */
function sameIdentity(record: ConnectionRecord, me: Me): Workspace | undefined {
  const workspace = workspaceOf(me)
  if (workspace?.id !== record.workspace.id || me.id !== record.admin.id) return undefined
  const region = mergeRegion(record.workspace.region, workspace.region)
  return region === undefined ? undefined : { ...workspace, region }
}

const failed = (name: VerifyStep['name'], code: string): VerifyStep => ({ name, ok: false, ms: 0, code })
