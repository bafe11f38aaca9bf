import type { ActivityEntry, ActivityPage, LiveEvent } from './activity.ts'
import type { ConnectStarted, Pending, PendingAnswered } from './connect.ts'
import type { Connection, Verification } from './connection.ts'
import type { Readiness } from './health.ts'
import type { ActiveSession, Session } from './session.ts'

/** One workspace of each sort; the mocks and the OpenAPI file show these. All names are invented. */
export const exampleConnection: Connection = {
  id: 'Vb3kQm0x7nR2tYp8LcE5aA',
  status: 'active',
  uninstall: 'none',
  workspace: { id: 'hx2pzq41', name: 'Harbour Coffee', region: 'us' },
  admin: { id: '814860', name: 'Ines Example', email: 'ines@harbour.example', emailVerified: true },
  connectedAt: '2026-03-02T09:14:00.000Z',
  checkedAt: '2026-03-02T11:40:00.000Z',
}

export const exampleSession: Session = {
  status: 'connected',
  account: {
    id: 'q1D7sVZ0c4WmK9aXhJ2eLw',
    name: 'Ines Example',
    identities: [
      {
        workspaceId: 'hx2pzq41',
        adminId: '814860',
        email: 'ines@harbour.example',
        emailVerified: true,
        signsIn: true,
      },
    ],
  },
  connections: [exampleConnection],
}

export const exampleActiveSession: ActiveSession = {
  id: 'mT4wZ8nqR1yUe6oHs0jLxQ',
  current: true,
  userAgent: 'Firefox on Linux',
  signedInAt: '2026-03-02T09:14:00.000Z',
  lastSeenAt: '2026-03-02T11:40:00.000Z',
  idleEndsAt: '2026-03-05T11:40:00.000Z',
  endsAt: '2026-04-01T09:14:00.000Z',
}

export const exampleConnectStarted: ConnectStarted = {
  authorizeUrl: 'https://app.intercom.com/oauth?client_id=example&state=example',
  expiresAt: '2026-03-02T09:24:00.000Z',
}

export const examplePending: Pending = {
  kind: 'new_identity',
  receivingAccount: {
    name: 'Ines Example',
    identities: [{ workspace: exampleConnection.workspace, admin: exampleConnection.admin }],
  },
  workspace: { id: 'eu7kd93m', name: 'Nordlicht Verlag', region: 'eu' },
  admin: { id: '552310', name: 'Ines Example', email: 'ines@nordlicht.example', emailVerified: true },
  choices: ['link', 'separate', 'cancel'],
  returnTo: '/connections',
  expiresAt: '2026-03-02T09:24:00.000Z',
}

export const examplePendingAnswered: PendingAnswered = {
  connectionId: exampleConnection.id,
  returnTo: '/connections',
}

export const exampleVerification: Verification = {
  connection: exampleConnection,
  steps: [
    { name: 'token', ok: true, ms: 1 },
    { name: 'network', ok: true, ms: 148 },
    { name: 'access', ok: true, ms: 0 },
    { name: 'identity', ok: true, ms: 0 },
  ],
}

export const exampleReadiness: Readiness = {
  status: 'ready',
  redis: { status: 'up', durability: 'durable', warnings: [] },
}

export const exampleActivityEntry: ActivityEntry = {
  id: '1772442840000-0',
  at: '2026-03-02T09:14:00.000Z',
  kind: 'workspace_connected',
  actor: 'you',
  connectionId: exampleConnection.id,
  workspace: { id: exampleConnection.workspace.id, name: exampleConnection.workspace.name },
}

export const exampleActivityPage: ActivityPage = {
  items: [
    {
      ...exampleActivityEntry,
      id: '1772449200000-0',
      at: '2026-03-02T11:00:00.000Z',
      kind: 'access_lost',
      actor: 'intercom',
      reason: 'revoked',
    },
    exampleActivityEntry,
  ],
}

/** One event of each name that the live stream has. */
export const exampleLiveEvents: readonly LiveEvent[] = [
  { event: 'ready', data: {} },
  { event: 'activity', data: exampleActivityEntry },
  { event: 'reset', data: {} },
  { event: 'end', data: { reason: 'closing' } },
]
