import type { ReconnectReason, VerifyStep } from '@latchkey/shared/contract'
import { recordActivity, type Cause } from '#api/activity/index.ts'
import { AppError } from '#api/platform/errors/index.ts'
import { openToken, tokenPart } from '#api/tokens/index.ts'
import { changeConnection, type Change } from './change-connection.ts'
import type { ConnectionRecord } from './connection-record.ts'
import { connectionsPart } from './connection-store.ts'
import type { ConnectionsDeps } from './deps.ts'
import { probe, type ProbeResult } from './probe.ts'
import type { ConnectionRef } from './workspace-index.ts'

/**
 * Asks Intercom, now, whether a connection's token still gives access, and keeps what was learnt.
 *
 * Only Intercom's own refusal of the token makes it `needs_reconnect`; an Intercom that is slow, down or limiting
 * changes nothing, and an answer about somebody else is a fault, never an update. Access that works makes an
 * `active` connection of one that needed reconnecting. Evidence about a token that has been replaced meanwhile is
 * dropped.
 *
 * @throws AppError `connection.not_found`, also for a connection that was disconnected
 */
export async function verifyConnection(
  deps: ConnectionsDeps,
  ref: ConnectionRef,
): Promise<{ record: ConnectionRecord; steps: VerifyStep[] }> {
  const { accountId, connectionId } = ref
  const [records = [], token] = await deps.store.readTogether([
    connectionsPart(accountId),
    tokenPart(accountId, connectionId),
  ])
  const record = records.find(({ id }) => id === connectionId)
  if (record === undefined || record.status === 'disconnected') throw new AppError('connection.not_found')
  if (token === undefined) throw new AppError('connection.needs_reconnect')

  const startedAt = deps.clock.now()
  const opened = openToken(deps.keyRing, { connectionId, token })
  const openedIn = { name: 'token', ms: deps.clock.now() - startedAt } as const
  if (opened.kind !== 'opened') {
    const steps: VerifyStep[] = [{ ...openedIn, ok: false, code: 'store.key_missing' }]
    return {
      record: await keep(deps, ref, {
        generation: token.generation,
        result: { kind: 'lost', reason: 'key_lost' },
      }),
      steps,
    }
  }
  const { result, steps } = await probe(deps, { record, tokenSet: opened.tokenSet })
  return {
    record: await keep(deps, ref, { generation: token.generation, result }),
    steps: [{ ...openedIn, ok: true }, ...steps],
  }
}

/** Writes down what a probe found about the token of one generation. */
function keep(
  deps: ConnectionsDeps,
  ref: ConnectionRef,
  { generation, result }: { generation: number; result: ProbeResult },
): Promise<ConnectionRecord> {
  const now = deps.clock.now()
  return changeConnection(deps, ref, (record) => {
    if (record.generation !== generation || record.status === 'disconnected') return undefined
    if (result.kind === 'works') return restored(record, { accountId: ref.accountId, now, result })
    return result.kind === 'lost'
      ? lost(record, { accountId: ref.accountId, now, reason: result.reason })
      : undefined
  })
}

type Works = Extract<ProbeResult, { kind: 'works' }>

function restored(
  record: ConnectionRecord,
  { accountId, now, result }: { accountId: string; now: number; result: Works },
): Change {
  const { reason, ...rest } = record
  const entry = { kind: 'access_restored', at: now, cause: causeOf(reason), connection: record } as const
  return {
    record: { ...rest, status: 'active', checkedAt: now, workspace: result.workspace, admin: result.admin },
    steps: record.status === 'active' ? [] : [recordActivity(accountId, entry)],
  }
}

function lost(
  record: ConnectionRecord,
  { accountId, now, reason }: { accountId: string; now: number; reason: ReconnectReason },
): Change {
  if (record.status === 'needs_reconnect' && record.reason === reason) return undefined
  const entry = { kind: 'access_lost', at: now, cause: causeOf(reason), connection: record, reason } as const
  return {
    record: { ...record, status: 'needs_reconnect', reason },
    steps: [recordActivity(accountId, entry)],
  }
}

/** Access comes and goes at Intercom, whoever notices it; keys are ours. */
function causeOf(reason: ReconnectReason | undefined): Cause {
  return { by: reason === 'key_lost' ? 'system' : 'intercom' }
}
