import { examplePending, exampleSession, exampleVerification } from '@latchkey/shared/contract'
import type { Connection, ErrorCode, Pending, Session, VerifyStep } from '@latchkey/shared/contract'

/** What the stand-in for the API knows, and how it misbehaves. Plain data, so that it survives a reload. */
export interface MockState {
  session: Session
  /** Connections that were stopped. */
  stopped: Connection[]
  pending: Pending | undefined
  /** What a test of a connection finds. */
  steps: VerifyStep[]
  verifiedStatus: Pick<Connection, 'status' | 'reason'>
  /** Operations that answer this problem instead. */
  failing: Partial<
    Record<'getSession' | 'startConnect' | 'verifyConnection' | 'disconnect' | 'answerPending', ErrorCode>
  >
  /** `down`: nothing answers. `html`: a proxy's error page answers. */
  service: 'up' | 'down' | 'html'
  delayMs: number
}

/** A time so long ago, as the API writes it. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString()
}

export const minutes = 60_000
export const days = 24 * 60 * minutes

/** The contract's example session, with times that are recent whenever it is read. */
export function connectedSession(
  connections?: readonly Connection[],
): Extract<Session, { status: 'connected' }> {
  if (exampleSession.status !== 'connected') throw new Error('the example session is not a connected one')
  const recent = exampleSession.connections.map((connection) => ({
    ...connection,
    connectedAt: ago(40 * days),
    checkedAt: ago(4 * minutes),
  }))
  return { ...exampleSession, connections: [...(connections ?? recent)] }
}

/** The contract's example question, still open for eight minutes. */
export function openPending(changes: Partial<Pending> = {}): Pending {
  return { ...examplePending, expiresAt: ago(-8 * minutes), ...changes }
}

/** A service that works, with whatever differs. */
export function mockState(changes: Partial<MockState> = {}): MockState {
  return {
    session: { status: 'anonymous' },
    stopped: [],
    pending: undefined,
    steps: exampleVerification.steps,
    verifiedStatus: { status: 'active' },
    failing: {},
    service: 'up',
    delayMs: 0,
    ...changes,
  }
}
