import type { IntercomError } from '../intercom-error.ts'
import type { Answer, AttemptLimits, OutgoingRequest, Phase, Send } from './attempt.ts'
import { networkCodeOf, networkError, phaseTimeout } from './network-error.ts'

/**
 * Failures before a connection was there; nothing of the request can have left. Not among them: an unreachable
 * host or network, which an open connection can end with as well.
 */
const NOT_SENT: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Sends through a `fetch`, with the same limits. What differs from the pool: it does not tell when it has a
 * connection, so the connect and headers limits are one, and whether a failed request was sent is known only
 * from a few error codes; it unpacks by itself, so only the unpacked size is bounded; and whatever it repeats
 * by itself is beyond us.
 */
export function fetchSend(fetch: typeof globalThis.fetch): Send {
  return (request, limits) => {
    if (limits.cutoff.kind !== undefined) return Promise.reject(limits.cutoff.error())
    return new Promise((resolve, reject) => {
      const gone = new AbortController()
      let timer: NodeJS.Timeout | undefined
      const settle = () => {
        clearTimeout(timer)
        limits.cutoff.onEnd = undefined
      }
      const giveUp = (error: IntercomError) => {
        settle()
        reject(error)
        gone.abort()
      }
      const enter = (phase: Phase, timeoutMs: number) => {
        clearTimeout(timer)
        if (timeoutMs === Infinity || gone.signal.aborted) return
        timer = setTimeout(() => giveUp(phaseTimeout(phase, true)), Math.min(timeoutMs, 2_147_483_647))
      }
      limits.cutoff.onEnd = () => giveUp(limits.cutoff.error({ mayHaveHappened: true }))
      enter('headers', limits.connectTimeoutMs + limits.headersTimeoutMs)
      const onHeaders = () => enter('body', limits.bodyTimeoutMs)
      readAnswer(fetch, request, { bodyBytesMax: limits.bodyBytesMax, signal: gone.signal, onHeaders }).then(
        (answer) => {
          if (gone.signal.aborted) return
          settle()
          resolve(answer)
        },
        (error: unknown) => {
          if (gone.signal.aborted) return
          settle()
          reject(networkError(error, !NOT_SENT.has(networkCodeOf(error) ?? '')))
        },
      )
    })
  }
}

async function readAnswer(
  fetch: typeof globalThis.fetch,
  request: OutgoingRequest,
  {
    bodyBytesMax,
    signal,
    onHeaders,
  }: Pick<AttemptLimits, 'bodyBytesMax'> & { signal: AbortSignal; onHeaders: () => void },
): Promise<Answer> {
  const response = await fetch(`${request.origin}${request.path}`, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    redirect: 'manual',
    signal,
  })
  onHeaders()
  const headers = Object.fromEntries(response.headers)
  const chunks: Uint8Array[] = []
  let byteCount = 0
  for await (const chunk of response.body ?? []) {
    byteCount += chunk.byteLength
    // Leaving the loop cancels the rest; after the signal nobody reads the answer.
    if (byteCount > bodyBytesMax || signal.aborted)
      return { status: response.status, headers, body: undefined }
    chunks.push(chunk)
  }
  return { status: response.status, headers, body: Buffer.concat(chunks, byteCount) }
}
