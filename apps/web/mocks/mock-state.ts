import {
  exampleActiveSession,
  exampleActivityPage,
  examplePending,
  exampleSession,
  exampleVerification,
} from '@latchkey/shared/contract'
import type {
  ActiveSession,
  ActivityEntry,
  Connection,
  ErrorCode,
  Pending,
  Session,
  VerifyStep,
} from '@latchkey/shared/contract'

/** What the stand-in for the API knows, and how it misbehaves. Plain data, so that it survives a reload. */
export interface MockState {
  session: Session
  /** Connections that were stopped. */
  stopped: Connection[]
  pending: Pending | undefined
  /** The browsers that are signed in to the account, this one first. */
  browsers: ActiveSession[]
  /** What happened to the account, newest first. */
  activity: ActivityEntry[]
  /** What a test of a connection finds. */
  steps: VerifyStep[]
  verifiedStatus: Pick<Connection, 'status' | 'reason'>
  /** Operations that answer this problem instead. */
  failing: Partial<
    Record<
      | 'getSession'
      | 'listSessions'
      | 'endOneSession'
      | 'endOtherSessions'
      | 'listActivity'
      | 'listConnectionActivity'
      | 'watchEvents'
      | 'startConnect'
      | 'verifyConnection'
      | 'disconnect'
      | 'answerPending',
      ErrorCode
    >
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

/** This browser as the contract's example has it, and two others; one of them has not said what it is. */
export function signedInBrowsers(): ActiveSession[] {
  const browser = (seenAgo: number, signedInAgo: number) => ({
    signedInAt: ago(signedInAgo),
    lastSeenAt: ago(seenAgo),
    idleEndsAt: ago(seenAgo - 3 * days),
    endsAt: ago(signedInAgo - 30 * days),
  })
  const { userAgent: _, ...silent } = exampleActiveSession
  return [
    { ...exampleActiveSession, ...browser(0, 2 * days) },
    {
      ...exampleActiveSession,
      ...browser(50 * minutes, 9 * days),
      id: 'browserOfPhone00000000',
      current: false,
      userAgent: 'Safari on iPhone',
    },
    { ...silent, ...browser(2 * days, 20 * days), id: 'browserOfNobody0000000', current: false },
  ]
}

/** A service that works, with whatever differs. */
export function mockState(changes: Partial<MockState> = {}): MockState {
  return {
    session: { status: 'anonymous' },
    stopped: [],
    pending: undefined,
    browsers: signedInBrowsers(),
    activity: exampleActivityPage.items,
    steps: exampleVerification.steps,
    verifiedStatus: { status: 'active' },
    failing: {},
    service: 'up',
    delayMs: 0,
    ...changes,
  }
}
