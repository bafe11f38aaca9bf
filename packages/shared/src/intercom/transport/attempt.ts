import type { IntercomError } from '../intercom-error.ts'
import type { Cutoff } from './cutoff.ts'

/** One request as it goes out. */
export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  origin: string
  /** Path and query. */
  path: string
  headers: Record<string, string>
  body?: string | undefined
}

/** The bounds of one attempt. `Infinity` leaves a phase to the call's own time limit. */
export interface AttemptLimits {
  /** Until the request is on an open connection, or another one of the same pool is: then it counts again. */
  connectTimeoutMs: number
  /** From there until the answer's headers are here. */
  headersTimeoutMs: number
  /** From there until the last byte of the body. */
  bodyTimeoutMs: number
  /** Counted twice: as it arrives and, when compressed, unpacked. */
  bodyBytesMax: number
  cutoff: Cutoff
}

/** An answer with any status. */
export interface Answer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Unpacked; `undefined` when it was larger than the limit or could not be unpacked. */
  body: Uint8Array | undefined
}

/**
 * Sends one request once and reads the answer whole, within its limits. Redirects are answers like any other;
 * nothing is repeated; when the cut-off comes, it ends at once and leaves nothing behind.
 *
 * @throws IntercomError, with `mayHaveHappened` false exactly when nothing of the request can have reached
 *   Intercom: `intercom.timeout`, `intercom.unavailable` (network), `intercom.bad_answer` (not HTTP),
 *   `intercom.aborted`
 */
export type Send = (request: OutgoingRequest, limits: AttemptLimits) => Promise<Answer>

/** The phase an attempt is in, for what is said when its time is up. */
export type Phase = 'connect' | 'headers' | 'body'

/** How one attempt ends, in any order and as often as anybody likes: the first end counts. */
export interface Settling {
  resolve: (answer: Answer) => void
  reject: (error: IntercomError) => void
}
