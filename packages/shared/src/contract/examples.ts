import type { ConnectStarted, Pending, PendingAnswered } from './connect.ts'
import type { Connection, Verification } from './connection.ts'
import type { Readiness } from './health.ts'
import type { Session } from './session.ts'

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
