import type { Dispatcher } from 'undici'
import type { Answer, OutgoingRequest } from './attempt.ts'
import { openCutoff } from './cutoff.ts'
import { undiciSend } from './undici-attempt.ts'

export type { Answer } from './attempt.ts'

/** The bounds of one request. */
export interface SendLimits {
  /** Default: the shared pool. */
  dispatcher?: Dispatcher | undefined
  /** For everything, from connecting to the last byte of the body. */
  timeoutMs: number
  /** Counted twice: as it arrives and, when compressed, unpacked. */
  bodyBytesMax: number
  /** The caller's own reason to stop early. */
  signal?: AbortSignal | undefined
}

/**
 * Sends one request once and reads the answer whole, within one time and one size limit. Redirects are not
 * followed but returned like any other answer.
 *
 * @throws IntercomError `intercom.timeout`, `intercom.unavailable` (network), `intercom.bad_answer` (not
 *   HTTP), `intercom.aborted` (the caller's signal)
 */
export async function sendRequest(
  { url, ...request }: Omit<OutgoingRequest, 'origin' | 'path'> & { url: string },
  { dispatcher, timeoutMs, bodyBytesMax, signal }: SendLimits,
): Promise<Answer> {
  const { origin, pathname, search } = new URL(url)
  const cutoff = openCutoff({ signal, timeoutMs })
  try {
    return await undiciSend(dispatcher)(
      { ...request, origin, path: `${pathname}${search}` },
      {
        connectTimeoutMs: Infinity,
        headersTimeoutMs: Infinity,
        bodyTimeoutMs: Infinity,
        bodyBytesMax,
        cutoff,
      },
    )
  } finally {
    cutoff.close()
  }
}
