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
