import type { RateWindow } from '../transport/rate-window.ts'

/** Intercom spreads its limit over windows of this length. */
const WINDOW_MS = 10_000
/** No window is believed to last longer; a reset an hour away is a broken clock. */
const WINDOW_MS_MAX = 60_000
/** How long the first call may take before the others stop waiting for what it learns. */
const NEWS_WAIT_MS = 1_000
/** How long to hold back after a 429 that names no time. */
const UNNAMED_WAIT_MS = 1_000
/** The last part of a window, which is spread over the time left. */
const RESERVE = 0.2

/** What an ended call tells about the limit. */
export interface CallNews {
  /** The window that the answer names; absent when there was no answer or no such headers. */
  window?: RateWindow | undefined
  /** Intercom refused the call for the limit; `retryAfterMs` when it named a time. */
  refused?: { retryAfterMs: number | undefined } | undefined
  /** Nothing of the call can have reached Intercom. */
  isUnsent?: boolean | undefined
}

/**
 * What is known about a rate limit, and when the next call may start so that it is not hit.
 *
 * Pessimistic where the answers leave a choice: of several reports on one window the lowest counts, because
 * answers overtake each other, and every call in flight is taken to be missing from it. Until the first answer
 * one call goes alone; when answers name no window, nothing is held back.
 */
export class WindowModel {
  #inFlight = 0
  #seenMs = -Infinity
  #lastStartMs = -Infinity
  #limit: number | undefined
  #remaining = 0
  #resetAtMs = 0
  /** The end of the newest window as Intercom named it. */
  #reset = -1
  /** The window is a guess: the one before ended by our clock, and no answer told of the new one yet. */
  #isGuess = false
  #isBlind = false
  readonly #jitterMs: () => number

  constructor({ jitterMs }: { jitterMs: () => number }) {
    this.#jitterMs = jitterMs
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Calls that may still start in the window, as far as is known. */
  remaining(nowMs: number): number | undefined {
    this.#roll(nowMs)
    if (this.#limit === undefined || this.#limit === Infinity) return undefined
    return Math.max(0, this.#remaining - this.#inFlight)
  }

  /** When the next call may start; now or earlier means at once. */
  startAtMs(nowMs: number): number {
    this.#roll(nowMs)
    if (this.#limit === undefined) {
      return this.#isBlind || this.#inFlight === 0 ? nowMs : this.#lastStartMs + NEWS_WAIT_MS
    }
    const available = this.#remaining - this.#inFlight
    if (available <= 0) return this.#resetAtMs
    if (available > this.#limit * RESERVE) return nowMs
    return this.#lastStartMs + (this.#resetAtMs - this.#lastStartMs) / (available + 1)
  }

  /**
   * About how long a call with so many others before it waits for the limit, in milliseconds. Waiting for what
   * the first call learns does not count: it is short, and no reason to refuse anybody.
   */
  estimateMs(nowMs: number, callsBefore: number): number {
    const startInMs = Math.max(0, this.startAtMs(nowMs) - nowMs)
    if (this.#limit === undefined) return 0
    if (this.#limit === Infinity) return startInMs
    const available = Math.max(0, this.#remaining - this.#inFlight)
    const resetInMs = this.#resetAtMs - nowMs
    if (callsBefore < available) return Math.max(startInMs, (resetInMs * callsBefore) / available)
    const windows = Math.floor((callsBefore - available) / Math.max(1, this.#limit))
    return resetInMs + windows * WINDOW_MS
  }

  begin(nowMs: number): void {
    this.#roll(nowMs)
    this.#inFlight += 1
    this.#lastStartMs = nowMs
  }

  end(nowMs: number, news: CallNews): void {
    this.#inFlight -= 1
    this.#roll(nowMs)
    if (news.window !== undefined) this.#learn(nowMs, news.window)
    else if (this.#limit === undefined) this.#isBlind = true
    else if (news.isUnsent !== true) this.#remaining -= 1
    if (news.refused !== undefined) this.#hold(nowMs, news)
  }

  #learn(nowMs: number, { limit, remaining, reset, resetInMs }: RateWindow): void {
    if (resetInMs === 0) {
      this.#learnFromThePast(nowMs, limit)
      return
    }
    const isSame = reset === this.#reset && !this.#isGuess
    const isOlder = reset < this.#reset && !this.#isGuess
    if (isOlder) return
    this.#remaining = isSame ? Math.min(remaining, this.#remaining) : remaining
    this.#limit = limit
    if (isSame) return
    this.#reset = reset
    this.#isGuess = false
    this.#resetAtMs = nowMs + Math.min(resetInMs, WINDOW_MS_MAX) + this.#jitterMs()
  }

  /** A window that has ended still tells the limit; the call counts, because which window it is in is open. */
  #learnFromThePast(nowMs: number, limit: number): void {
    if (this.#limit !== undefined) {
      this.#remaining -= 1
      return
    }
    this.#limit = limit
    this.#guessWindow(nowMs, limit)
  }

  #hold(nowMs: number, { refused, window }: CallNews): void {
    const waitMs = Math.min(refused?.retryAfterMs ?? window?.resetInMs ?? UNNAMED_WAIT_MS, WINDOW_MS_MAX)
    const isKnown = this.#limit !== undefined && !this.#isGuess
    this.#limit ??= Infinity
    this.#remaining = 0
    this.#resetAtMs = Math.max(isKnown ? this.#resetAtMs : 0, nowMs + waitMs)
  }

  #roll(nowMs: number): void {
    // A clock that is set back must not make the window longer.
    const setBackMs = Math.max(0, this.#seenMs - nowMs)
    this.#resetAtMs -= setBackMs
    this.#lastStartMs -= setBackMs
    this.#seenMs = nowMs
    if (this.#limit !== undefined && nowMs >= this.#resetAtMs) this.#guessWindow(nowMs, this.#limit)
  }

  #guessWindow(nowMs: number, limit: number): void {
    // With a limit of 0 nobody would ever ask again.
    this.#remaining = Math.max(1, limit)
    this.#resetAtMs = nowMs + WINDOW_MS
    this.#isGuess = true
  }
}
