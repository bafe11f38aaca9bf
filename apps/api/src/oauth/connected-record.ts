import type { Workspace } from '@latchkey/shared/contract'
import type { ConnectionRecord } from '#api/connections/index.ts'
import type { Authenticated } from './authenticate.ts'

interface Connected {
  known: ConnectionRecord | undefined
  id: string
  workspace: Workspace
  who: Authenticated
  attempt: string
  now: number
}

/**
 * The record of a connection after its identity has authorised: a new one, or the known one with its id and history,
 * alive again whatever it was.
 *
 * When the known one works with a token whose exchange began later, that token stays: the record keeps its generation and
 * attempt, and the caller writes no token.
 */
export function connectedRecord({ known, id, workspace, who, attempt, now }: Connected): ConnectionRecord {
  const isLate = known?.status === 'active' && known.exchangedAt > who.exchangedAt
  if (isLate) return known
  const isNew = known === undefined || known.status === 'disconnected'
  return {
    id,
    status: 'active',
    workspace,
    admin: who.admin,
    connectedAt: isNew ? now : known.connectedAt,
    checkedAt: now,
    generation: (known?.generation ?? 0) + 1,
    exchangedAt: who.exchangedAt,
    attempt,
  }
}
