import { request as requestHttp } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'

/** A request that the emulator makes by itself. */
export interface Outgoing {
  method: 'HEAD' | 'POST'
  /** Checked before: https, or http on this computer. */
  url: string
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array
}

export interface OutgoingLimits {
  /** For all of it, in real milliseconds. */
  timeoutMs: number
  /** 0 reads no body at all. */
  bodyBytesMax: number
  /** Gives it up. */
  signal: AbortSignal
}

export type Outcome =
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'timeout' | 'unreachable' | 'too_large' | 'given_up' }

/** An outcome as it is shown: the status, or why there is none. */
export function resultOf(outcome: Outcome): number | 'timeout' | 'unreachable' {
  if (outcome.kind === 'answered') return outcome.status
  return outcome.kind === 'timeout' ? 'timeout' : 'unreachable'
}

export function isAccepted(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status <= 299
}

/**
 * Sends one request on a connection of its own and tells how it went; never throws. Redirects are not followed, an
 * answer over its limit is cut off.
 */
export function sendOut(outgoing: Outgoing, limits: OutgoingLimits): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  if (limits.signal.aborted) return Promise.resolve({ kind: 'given_up' })
  const url = new URL(outgoing.url)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const { method, body, headers = {} } = outgoing
  const request = send(url, {
    method,
    agent: false,
    headers: { ...headers, ...(body !== undefined && { 'content-length': body.byteLength }) },
  })
  const end = (outcome: Outcome) => {
    clearTimeout(timer)
    limits.signal.removeEventListener('abort', giveUp)
    resolve(outcome)
    request.destroy()
  }
  const giveUp = () => end({ kind: 'given_up' })
  const timer = setTimeout(() => end({ kind: 'timeout' }), limits.timeoutMs)
  limits.signal.addEventListener('abort', giveUp)
  request.on('error', () => end({ kind: 'unreachable' }))
  request.on('response', (response) => readAnswer(response, limits.bodyBytesMax, end))
  request.end(body)
  return promise
}

function readAnswer(response: IncomingMessage, bodyBytesMax: number, end: (outcome: Outcome) => void): void {
  const status = response.statusCode ?? 0
  if (bodyBytesMax === 0) return end({ kind: 'answered', status, body: '' })
  const chunks: Buffer[] = []
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength
    if (bytes > bodyBytesMax) end({ kind: 'too_large' })
    else chunks.push(chunk)
  })
  response.on('error', () => end({ kind: 'unreachable' }))
  response.on('end', () => end({ kind: 'answered', status, body: Buffer.concat(chunks).toString() }))
}
