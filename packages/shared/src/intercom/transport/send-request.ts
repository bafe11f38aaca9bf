import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { IntercomError } from '../intercom-error.ts'

const gunzipBounded = promisify(gunzip)

/** One request as it goes out. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string | undefined
}

/** The bounds of one request. */
export interface SendLimits {
  dispatcher: Dispatcher
  /** For everything, from connecting to the last byte of the body. */
  timeoutMs: number
  /** Counted twice: as it arrives and, when compressed, unpacked. */
  bodyBytesMax: number
  /** The caller's own reason to stop early. */
  signal?: AbortSignal | undefined
}

/** An answer with any status. */
export interface Answer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Unpacked; `undefined` when it was larger than the limit or could not be unpacked. */
  body: Buffer | undefined
}

/**
 * Sends one request once and reads the answer whole, within a time and a size limit.
 *
 * Redirects are not followed but returned like any other answer. Nothing is repeated: undici's `fetch` is not
 * used because it sends a request again by itself after a 421. Gzip is the only encoding that is unpacked.
 *
 * @throws IntercomError `intercom.timeout`, `intercom.unavailable` (network), `intercom.bad_answer` (not
 *   HTTP), `intercom.aborted` (the caller's signal)
 */
export async function sendRequest(request: OutgoingRequest, limits: SendLimits): Promise<Answer> {
  const { origin, pathname, search } = new URL(request.url)
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), limits.timeoutMs)
  const signal =
    limits.signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, limits.signal])
  try {
    const { statusCode, headers, body } = await limits.dispatcher.request({
      origin,
      path: `${pathname}${search}`,
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      signal,
    })
    const bytes = await readBounded(body, limits.bodyBytesMax)
    const encoding = headers['content-encoding'] ?? 'identity'
    return { status: statusCode, headers, body: await unpack(bytes, encoding, limits.bodyBytesMax) }
  } catch (error) {
    if (timeout.signal.aborted || isTimeout(limits.signal?.reason)) {
      throw new IntercomError('intercom.timeout', `Intercom did not answer within ${limits.timeoutMs} ms`)
    }
    if (limits.signal?.aborted === true) {
      throw new IntercomError('intercom.aborted', 'The call to Intercom was given up by its caller')
    }
    throw networkError(error)
  } finally {
    clearTimeout(timer)
  }
}

async function readBounded(body: AsyncIterable<Buffer>, bytesMax: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let byteCount = 0
  for await (const chunk of body) {
    byteCount += chunk.byteLength
    // Leaving the loop destroys the stream, and with it the connection: the rest is never received.
    if (byteCount > bytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, byteCount)
}

async function unpack(
  bytes: Buffer | undefined,
  encoding: string | string[],
  bytesMax: number,
): Promise<Buffer | undefined> {
  if (bytes === undefined || encoding === 'identity') return bytes
  if (encoding !== 'gzip') return undefined
  try {
    return await gunzipBounded(bytes, { maxOutputLength: bytesMax })
  } catch {
    return undefined
  }
}

function networkError(error: unknown): IntercomError {
  const networkCode = errorCode(error)
  if (networkCode === 'UND_ERR_CONNECT_TIMEOUT') {
    return new IntercomError('intercom.timeout', 'Intercom did not accept a connection in time', {
      networkCode,
    })
  }
  if (networkCode?.startsWith('HPE_') === true || networkCode === 'UND_ERR_HEADERS_OVERFLOW') {
    return new IntercomError('intercom.bad_answer', 'Intercom answered with something that is not HTTP', {
      networkCode,
    })
  }
  return new IntercomError('intercom.unavailable', 'Intercom could not be reached', { networkCode })
}

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { code } = error
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : undefined
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError'
}
