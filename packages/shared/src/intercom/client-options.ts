import type { Dispatcher } from 'undici'
import type { IntercomHooks } from './call/hooks.ts'
import type { RateBudget } from './call/rate-budget.ts'
import type { Sleep } from './call/sleep.ts'
import type { IntercomHosts } from './hosts.ts'
import type { Region } from './region.ts'

/** What a client is made of. Every limit is in milliseconds and above 0. */
export interface IntercomClientOptions {
  /** Lives in the client's closure only: make a client per call, and let it go with it. */
  accessToken: string
  /** Chooses the host; `unknown` uses the routing host. */
  region: Region
  hosts: IntercomHosts
  /** Sent as `Intercom-Version` with every call, because without it the app's own setting decides. Default 2.16. */
  version?: string | undefined
  /**
   * Where connections come from. Default: the pool that all clients of this process share. With one of your
   * own you also decide its size, its protocol, and when it is closed.
   */
  dispatcher?: Dispatcher | undefined
  /**
   * Used instead of undici, for tests and other run times, with the same limits. It must be told by `redirect:
   * 'manual'` not to follow redirects (a fetch that follows them anyway would carry the token along). Default:
   * none. Together with `dispatcher` it is refused.
   */
  fetch?: typeof globalThis.fetch | undefined
  /**
   * Until a request is on an open connection, counted again while other calls get onto theirs: waiting in a
   * queue that moves is bounded by `timeoutMs` alone. Default 5,000. When it is over, the request surely was not
   * sent, and the attempt counts as `intercom.timeout`. The shared pool itself gives a connection up after
   * 10,000.
   */
  connectTimeoutMs?: number | undefined
  /** From there until the answer's headers. Default 20,000; over it the attempt is `intercom.timeout`. */
  headersTimeoutMs?: number | undefined
  /** From there until the last byte of the body. Default 20,000; over it the attempt is `intercom.timeout`. */
  bodyTimeoutMs?: number | undefined
  /** For a whole call: attempts, waits, the last byte. Default 60,000; over it the call is `intercom.timeout`. */
  timeoutMs?: number | undefined
  /** How many times a call may be sent again, where that is safe. Default 2; 0 sends it once. */
  maxRetries?: number | undefined
  /** Cap of one wait between attempts when Intercom names no time. Default 5,000. */
  retryDelayMaxMs?: number | undefined
  /**
   * Cap of one wait for the rate limit, after a 429 or before it would be hit. Default 20,000, which is two of
   * Intercom's windows. When the wait would be longer, or longer than the call's time, the call fails at once
   * with `intercom.rate_limited` and `retryAfterMs`.
   */
  rateLimitWaitMaxMs?: number | undefined
  /**
   * The calls that the workspace has left. Give the same one to every client of the workspace. Default: one of
   * the client's own, which knows only this client's calls.
   */
  budget?: RateBudget | undefined
  /** Told of every attempt, for metrics and logs. Default: nobody is told. */
  hooks?: IntercomHooks | undefined
  /** Unix milliseconds; default `Date.now`. */
  now?: (() => number) | undefined
  /** Used for every wait; default: a timer. */
  sleep?: Sleep | undefined
  /** From 0 to below 1, for jitter; default `Math.random`. */
  random?: (() => number) | undefined
}
