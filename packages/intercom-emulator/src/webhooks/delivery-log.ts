/** What came of one try: the answer's status, or why there was none. */
export interface Attempt {
  /** On the emulator's clock, milliseconds since 1970. */
  atMs: number
  result: number | 'timeout' | 'unreachable'
}

/** Why a notice was not sent, or not again. */
export type NotSentReason = 'no_address' | 'topic_not_subscribed' | 'subscription_disabled'

/** One notice on its way. Holds no body, no signature and no address. */
export interface Delivery {
  /** The notification's own id, which its duplicates share. */
  id: string
  kind: 'webhook' | 'uninstall'
  /** `null` on an uninstall notice, which has none. */
  topic: string | null
  clientId: string
  workspaceId: string
  createdAtMs: number
  /**
   * `waiting`: for its turn, its retry, or the end of a throttle or pause. `failed`: refused or unanswered for the last
   * time. `dropped`: throttled for two hours, or one of too many that wait. `not_sent`: see `reason`.
   */
  status: 'waiting' | 'delivered' | 'failed' | 'dropped' | 'not_sent'
  reason?: NotSentReason
  attempts: Attempt[]
}

/** How many deliveries are remembered, and how many one request may ask for. */
export const keptDeliveries = 5_000

/** Remembers the last deliveries, oldest first; those it is given are changed by their sender as they go on. */
export function createDeliveryLog() {
  let deliveries: Delivery[] = []
  return {
    add(added: readonly Delivery[]) {
      deliveries = [...deliveries, ...added].slice(-keptDeliveries)
    },
    deliveries: (): Delivery[] => structuredClone(deliveries),
    reset() {
      deliveries = []
    },
  }
}
