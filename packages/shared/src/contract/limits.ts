/** Bounds that both sides of the contract keep. Plain data without zod. */
export const limits = {
  /** Longest path a person is sent back to after connecting, in characters. */
  returnToMax: 2048,
  /** A flow's state is good for this long, in seconds. */
  stateSeconds: 600,
  /** A flow and its result are kept this long, in seconds, so that a state that came too late can be told. */
  flowSeconds: 3600,
  /** A pending question stays open for this long, in seconds. */
  pendingSeconds: 600,
  /** Unfinished flows one browser may have at once; one more ends the oldest. */
  unfinishedFlowsMax: 5,
  /** Connections of one account, tombstones included. */
  connectionsMax: 50,
  /** Identities of one account, those without a connection included. */
  identitiesMax: 100,
  /** Signed-in browsers of one account; one more ends the one seen longest ago. */
  sessionsMax: 20,
  /** Longest name of a browser and its system, in characters. */
  userAgentMax: 64,
  /** Days that a disconnected connection stays visible. */
  tombstoneDays: 30,
  /** Entries of activity on a page: at most, and when nothing else is asked for. */
  activityPageMax: 100,
  activityPageDefault: 25,
} as const

/** Where a person is sent after a flow whose start named no path of ours. */
export const defaultReturnTo = '/connections'
