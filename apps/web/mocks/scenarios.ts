import { errorCatalogue, type ErrorCode } from '@latchkey/shared/contract/plain'
import { connections } from './fixtures.ts'
import { ago, connectedSession, minutes, mockState, openPending, type MockState } from './mock-state.ts'

/** A state of the product under a name: where to look at it, and what the service knows and does then. */
export interface Scenario {
  title: string
  path: string
  state: () => MockState
  /** This browser was connected when it was last here. */
  wasConnected?: boolean
}

const pendingPath = '/connect/confirm/pendingQuestion0000000'
const { harbour, nordlicht, reef } = connections
const requestId = '0c9f5e1a-7b1d-4b6e-9a39-8a9f2f0d1c55'

function pendingScenario(title: string, changes: Parameters<typeof openPending>[0]): Scenario {
  return {
    title,
    path: pendingPath,
    state: () => mockState({ session: connectedSession(), pending: openPending(changes) }),
  }
}

function verifyScenario(title: string, changes: Partial<MockState>): Scenario {
  return { title, path: '/connections', state: () => mockState({ session: connectedSession(), ...changes }) }
}

const errorScenarios = Object.fromEntries(
  Object.entries(errorCatalogue).map(([code, { title }]): [string, Scenario] => [
    `error-${code}`,
    {
      title: `Back from Intercom: ${title}`,
      path: `/connections?connect_error=${code}&request_id=${requestId}`,
      state: () => mockState(),
    },
  ]),
)

/** Every page and state, by name; `?scenario=<name>` on any address starts one. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  anonymous: { title: 'Not connected', path: '/', state: () => mockState() },
  'session-ended': {
    title: 'The session has ended since the last visit',
    path: '/connections',
    wasConnected: true,
    state: () => mockState(),
  },
  connected: {
    title: 'One workspace',
    path: '/connections',
    state: () => mockState({ session: connectedSession([harbour]) }),
  },
  several: {
    title: 'Three workspaces, one unverified e-mail, one checked long ago, two stopped',
    path: '/connections',
    state: () =>
      mockState({
        session: connectedSession([harbour, nordlicht, reef]),
        stopped: [connections.stopped, connections.removed],
      }),
  },
  many: {
    title: 'Fourteen workspaces',
    path: '/connections',
    state: () => mockState({ session: connectedSession(connections.many) }),
  },
  'none-left': {
    title: 'Signed in, every workspace stopped',
    path: '/connections',
    state: () => mockState({ session: connectedSession([]), stopped: [connections.stopped] }),
  },
  'needs-reconnect': {
    title: 'Every reason to reconnect, sorted before what works',
    path: '/connections',
    state: () => mockState({ session: connectedSession([harbour, ...connections.broken]) }),
  },
  hostile: {
    title: 'Names and addresses that try to break the page',
    path: '/connections',
    state: () => mockState({ session: connectedSession(connections.hostile) }),
  },
  'just-connected': {
    title: 'Back from Intercom: connected',
    path: `/connections?connected=${harbour.id}`,
    state: () => mockState({ session: connectedSession([harbour, nordlicht]) }),
  },
  'forged-connected': {
    title: 'A link that claims a connection this account does not have',
    path: '/connections?connected=AAAAAAAAAAAAAAAAAAAAAA',
    state: () => mockState({ session: connectedSession([harbour]) }),
  },
  'connected-without-session': {
    title: 'Back from Intercom, but this browser is not signed in',
    path: `/connections?connected=${harbour.id}`,
    state: () => mockState(),
  },
  'denied-while-connected': {
    title: 'Back from Intercom: said no, other workspaces stay',
    path: `/connections?connect_error=oauth.denied&request_id=${requestId}`,
    state: () => mockState({ session: connectedSession([harbour]) }),
  },
  'error-while-connected': {
    title: 'Back from Intercom: a failure, other workspaces stay',
    path: `/connections?connect_error=oauth.code_rejected&request_id=${requestId}`,
    state: () => mockState({ session: connectedSession([harbour]) }),
  },
  'forged-error': {
    title: 'A link with a made-up error code',
    path: '/connections?connect_error=%3Cb%3Eyour.fault%3C/b%3E&request_id=%3Cimg%20src=x%3E',
    state: () => mockState(),
  },
  ...errorScenarios,
  'pending-new-identity': pendingScenario('Question: add a second workspace?', {}),
  'pending-other-workspace': pendingScenario('Question: another workspace than the one to reconnect', {
    kind: 'other_workspace',
    expected: harbour.workspace,
  }),
  'pending-other-admin': pendingScenario('Question: another admin than the one to reconnect', {
    kind: 'other_admin',
    expected: harbour.workspace,
    workspace: harbour.workspace,
    admin: reef.admin,
  }),
  'pending-conflict': pendingScenario('Question: the workspace belongs to another account', {
    kind: 'conflict',
    choices: ['switch_account', 'separate', 'cancel'],
  }),
  'pending-conflict-signed-out': {
    title: 'Question: a workspace that does not sign in, in a fresh browser',
    path: pendingPath,
    state: () => {
      const { receivingAccount: _, ...pending } = openPending({
        kind: 'conflict',
        choices: ['separate', 'cancel'],
      })
      return mockState({ pending })
    },
  },
  'pending-hostile': pendingScenario('Question with names that try to break the page', {
    workspace: { id: 'hst', name: connections.hostile[3]?.workspace.name ?? '', region: 'unknown' },
    admin: connections.hostile[1]?.admin ?? reef.admin,
  }),
  'pending-expired': pendingScenario('Question whose ten minutes are over', { expiresAt: ago(minutes) }),
  'pending-gone': { title: 'Question that is no longer open', path: pendingPath, state: () => mockState() },
  'pending-choice-unavailable': {
    title: 'Question whose answer is refused',
    path: pendingPath,
    state: () =>
      mockState({
        session: connectedSession(),
        pending: openPending(),
        failing: { answerPending: 'pending.choice_unavailable' },
      }),
  },
  'verify-finds-revoked': verifyScenario('A test finds the access taken back', {
    steps: [
      { name: 'token', ok: true, ms: 1 },
      { name: 'network', ok: true, ms: 132 },
      { name: 'access', ok: false, ms: 0, code: 'connection.needs_reconnect' },
    ],
    verifiedStatus: { status: 'needs_reconnect', reason: 'revoked' },
  }),
  'verify-intercom-away': verifyScenario('A test finds Intercom not answering', {
    steps: [
      { name: 'token', ok: true, ms: 1 },
      { name: 'network', ok: false, ms: 5003, code: 'intercom.unavailable' },
    ],
  }),
  'verify-limited': verifyScenario('A test is made too often', {
    failing: { verifyConnection: 'request.rate_limited' },
  }),
  'verify-signed-out': verifyScenario('The session has ended when a test is asked for', {
    failing: { verifyConnection: 'session.required' },
  }),
  'disconnect-fails': verifyScenario('Disconnecting does not work just now', {
    failing: { disconnect: 'store.unavailable' },
  }),
  'connect-fails': {
    title: 'Starting a connection does not work just now',
    path: '/',
    state: () => mockState({ failing: { startConnect: 'store.unavailable' } }),
  },
  slow: {
    title: 'Everything takes three seconds',
    path: '/connections',
    wasConnected: true,
    state: () => mockState({ session: connectedSession([harbour]), delayMs: 3000 }),
  },
  'redis-down': {
    title: 'The store is away',
    path: '/connections',
    wasConnected: true,
    state: () => mockState({ failing: { getSession: 'store.unavailable' } }),
  },
  'api-down': {
    title: 'Nothing answers',
    path: '/connections',
    wasConnected: true,
    state: () => mockState({ service: 'down' }),
  },
  'proxy-error': {
    title: "A proxy's error page answers",
    path: '/connections',
    wasConnected: true,
    state: () => mockState({ service: 'html' }),
  },
  'not-found': { title: 'No such page', path: '/nowhere', state: () => mockState() },
}

/** Tells the code that a scenario of the error catalogue is about. */
export function errorScenarioName(code: ErrorCode): string {
  return `error-${code}`
}
