/** The hosting regions of Intercom, as a person may choose them before connecting. Plain data without zod. */
export const choosableRegions = ['us', 'eu', 'au'] as const

/** A region as we keep it; `unknown` when Intercom answered a text we cannot place. */
export type Region = (typeof choosableRegions)[number] | 'unknown'

/** What a connection can be, and why it needs its person. */
export const connectionStatuses = ['active', 'needs_reconnect', 'disconnected'] as const
export type ConnectionStatus = (typeof connectionStatuses)[number]

export const reconnectReasons = [
  'revoked',
  'suspended',
  'refused',
  'permission',
  'key_lost',
  'refresh_uncertain',
] as const
export type ReconnectReason = (typeof reconnectReasons)[number]

/** What can happen to an account, as its activity tells it. */
export const activityKinds = [
  'workspace_connected',
  'workspace_reconnected',
  'workspace_disconnected',
  'workspace_moved_out',
  'access_lost',
  'access_restored',
  'browser_signed_out',
] as const
export type ActivityKind = (typeof activityKinds)[number]

/** Who brings things about: a person in this browser or in another one, Intercom, or Latchkey by itself. */
export const activityActors = ['you', 'another_browser', 'intercom', 'system'] as const
export type ActivityActor = (typeof activityActors)[number]
