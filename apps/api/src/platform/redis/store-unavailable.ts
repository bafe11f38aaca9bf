/**
 * Redis did not answer in time, is not connected, or refuses commands for now.
 *
 * `reason` is one word for logs and metrics; it never holds a key or a value. After a write the outcome is unknown.
 */
export class StoreUnavailable extends Error {
  readonly reason: string

  constructor(reason: string, options?: { cause?: unknown }) {
    super(`Redis is unavailable: ${reason}`, options)
    this.name = 'StoreUnavailable'
    this.reason = reason
  }
}

/** Replies that say "not now" and mend themselves or are the operator's to mend; any other error reply is our bug. */
const refusals = new Set([
  'BUSY',
  'CLUSTERDOWN',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'NOAUTH',
  'NOREPLICAS',
  'OOM',
  'READONLY',
  'TRYAGAIN',
  'WRONGPASS',
])

/** Turns what ioredis threw into `StoreUnavailable`, except for error replies that only a bug of ours can cause. */
export function asStoreFailure(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !(error instanceof Error)) return error
  if (error.name !== 'ReplyError') return new StoreUnavailable('connection', { cause: error })
  const word = error.message.split(' ', 1)[0] ?? ''
  return refusals.has(word) ? new StoreUnavailable(word.toLowerCase(), { cause: error }) : error
}
