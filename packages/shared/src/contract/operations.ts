/**
 * Method and path of each operation, under its operation id. Plain data without zod: the web app calls through
 * this table, and the contract's routes are built on it, so that neither can name a path the other does not have.
 *
 * A path parameter is written `:name`.
 */
export const operations = {
  getSession: { method: 'GET', path: '/api/session' },
  endSession: { method: 'DELETE', path: '/api/session' },
  listSessions: { method: 'GET', path: '/api/sessions' },
  endOtherSessions: { method: 'DELETE', path: '/api/sessions' },
  endOneSession: { method: 'DELETE', path: '/api/sessions/:sessionId' },
  startConnect: { method: 'POST', path: '/api/intercom/connect' },
  finishConnect: { method: 'GET', path: '/api/intercom/callback' },
  getPending: { method: 'GET', path: '/api/intercom/pending/:pendingId' },
  answerPending: { method: 'POST', path: '/api/intercom/pending/:pendingId' },
  listConnections: { method: 'GET', path: '/api/connections' },
  getConnection: { method: 'GET', path: '/api/connections/:connectionId' },
  disconnect: { method: 'DELETE', path: '/api/connections/:connectionId' },
  verifyConnection: { method: 'POST', path: '/api/connections/:connectionId/verify' },
  listActivity: { method: 'GET', path: '/api/activity' },
  listConnectionActivity: { method: 'GET', path: '/api/connections/:connectionId/activity' },
  watchEvents: { method: 'GET', path: '/api/events' },
  getLiveness: { method: 'GET', path: '/healthz' },
  getReadiness: { method: 'GET', path: '/readyz' },
} as const satisfies Record<string, { method: 'GET' | 'POST' | 'DELETE'; path: string }>

/** The stable name of one operation of the API. */
export type OperationId = keyof typeof operations
