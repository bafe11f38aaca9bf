import type { MovableClock } from '../clock.ts'
import type { Delivery } from './delivery-log.ts'
import { isAccepted, resultOf } from './send-out.ts'
import type { Outcome } from './send-out.ts'

const minuteMs = 60_000
const retryAfterMs = minuteMs
const throttleMsMax = 120 * minuteMs
const pauseMs = 15 * minuteMs
const errorWindowMs = 15 * minuteMs
const consecutiveErrorsMax = 1_000
/** Deliveries that wait; a receiver that is throttled or paused for long must not fill the memory. */
const waitingMax = 20_000

/** `off` without an address; `disabled` after a 410, until the address is set again. */
export type SubscriptionStatus =
  { kind: 'off' | 'live' | 'disabled' } | { kind: 'throttled' | 'paused'; untilMs: number }

/** One delivery and how to send it; `attempt` counts from 1. */
export interface Sendable {
  delivery: Delivery
  send(attempt: number): Promise<Outcome>
}

interface Sending extends Sendable {
  errors: number
}

export type Subscription = ReturnType<typeof createSubscription>

/**
 * Sends the notifications of one app one after the other and does as Intercom does with what is answered: 2xx is
 * delivered; 410 disables; 429 throttles, from one minute doubling up to two hours, after which a delivery is dropped;
 * anything else is tried once more a minute later, and more than 1,000 such errors in a row within 15 minutes pause
 * everything for 15 minutes (Intercom, "Webhooks"). All on the emulator's clock.
 */
export function createSubscription({ clock }: { clock: MovableClock }) {
  let status: SubscriptionStatus = { kind: 'off' }
  let queue: Sending[] = []
  let retrying = new Map<Sending, () => void>()
  let throttleMs = 0
  let errorTimes: number[] = []
  let pumping: Promise<void> | undefined
  let endOfHold: (() => void) | undefined

  const mayGoOn = () => queue.length > 0 && status.kind === 'live'

  function pump() {
    if (pumping !== undefined || !mayGoOn()) return
    pumping = drain().then(() => {
      pumping = undefined
      pump()
    })
  }

  async function drain() {
    while (mayGoOn()) {
      const next = queue.shift()
      if (next !== undefined) await attempt(next)
    }
  }

  async function attempt(sending: Sending) {
    const { delivery } = sending
    const firstAtMs = delivery.attempts[0]?.atMs
    const wasThrottled = delivery.attempts.at(-1)?.result === 429
    if (wasThrottled && firstAtMs !== undefined && clock.now() - firstAtMs >= throttleMsMax) {
      delivery.status = 'dropped'
      return
    }
    const atMs = clock.now()
    const outcome = await sending.send(delivery.attempts.length + 1)
    if (outcome.kind === 'given_up') return
    const result = resultOf(outcome)
    delivery.attempts.push({ atMs, result })
    if (isAccepted(outcome)) {
      delivery.status = 'delivered'
      errorTimes = []
      throttleMs = 0
    } else if (status.kind === 'off') {
      // Switched off meanwhile: there is no later time for it.
      delivery.status = 'failed'
    } else if (result === 410) {
      delivery.status = 'failed'
      stop('disabled')
    } else if (result === 429) {
      throttle(sending)
    } else {
      countError(sending)
    }
  }

  /** Those that wait for their retry are older than those that wait for their turn. */
  function dropBeyond(max: number) {
    const beyond = [...retrying.keys(), ...queue].slice(0, -max)
    for (const sending of beyond) {
      sending.delivery.status = 'dropped'
      retrying.get(sending)?.()
      retrying.delete(sending)
    }
    if (queue.length > max) queue = queue.slice(-max)
  }

  /** Nothing that is waiting will be sent any more. */
  function stop(stopped: 'off' | 'disabled') {
    status = { kind: stopped }
    endOfHold?.()
    for (const cancel of retrying.values()) cancel()
    const reason = stopped === 'off' ? 'no_address' : 'subscription_disabled'
    for (const { delivery } of [...queue, ...retrying.keys()]) {
      Object.assign(delivery, { status: 'not_sent', reason })
    }
    retrying = new Map()
    queue = []
    throttleMs = 0
    errorTimes = []
  }

  function throttle(sending: Sending) {
    throttleMs = throttleMs === 0 ? minuteMs : Math.min(throttleMs * 2, throttleMsMax)
    queue.unshift(sending)
    const firstAtMs = sending.delivery.attempts[0]?.atMs ?? clock.now()
    const untilMs = Math.min(clock.now() + throttleMs, firstAtMs + throttleMsMax)
    hold({ kind: 'throttled', untilMs })
  }

  function countError(sending: Sending) {
    sending.errors += 1
    if (sending.errors > 1) sending.delivery.status = 'failed'
    else
      retrying.set(
        sending,
        clock.after(retryAfterMs, () => retry(sending)),
      )
    const sinceMs = clock.now() - errorWindowMs
    errorTimes = [...errorTimes.filter((atMs) => atMs > sinceMs), clock.now()]
    if (errorTimes.length <= consecutiveErrorsMax) return
    errorTimes = []
    hold({ kind: 'paused', untilMs: clock.now() + pauseMs })
  }

  function retry(sending: Sending) {
    retrying.delete(sending)
    queue.push(sending)
    pump()
  }

  function hold(held: { kind: 'throttled' | 'paused'; untilMs: number }) {
    status = held
    endOfHold = clock.after(held.untilMs - clock.now(), () => {
      status = { kind: 'live' }
      pump()
    })
  }

  return {
    status: (): SubscriptionStatus => ({ ...status }),

    /** Takes deliveries in the order in which they are to be sent. The oldest beyond twenty thousand are dropped. */
    add(sendables: readonly Sendable[]) {
      queue.push(...sendables.map((sendable) => ({ ...sendable, errors: 0 })))
      dropBeyond(waitingMax)
      pump()
    },

    /** Resolves when nothing is on its way: all is delivered, failed, or waits for a later time. */
    async settled() {
      while (pumping !== undefined) await pumping
    },

    /** Sends from now on, also after a 410. */
    goLive() {
      endOfHold?.()
      status = { kind: 'live' }
      pump()
    },

    /** Sends nothing from now on, and what waits will not be sent. */
    switchOff() {
      stop('off')
    },
  }
}
