import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Readable } from 'node:stream'

export type OutgoingRequest = {
  url: URL
  method: string
  headers: Readonly<Record<string, string | undefined>>
  body: string | Uint8Array | undefined
  signal: AbortSignal | undefined
  caPem: string | undefined
}

// Their answers have no body, and `Response` refuses to be given one.
const bodilessStatuses = [204, 205, 304]

/**
 * Sends one real HTTP request with exactly these headers, on a connection of its own, and follows nothing.
 *
 * `fetch` is no use here: it writes its own `Sec-Fetch-Mode` and trusts no certificate but the system's.
 */
export async function send({
  url,
  method,
  headers,
  body,
  signal,
  caPem,
}: OutgoingRequest): Promise<Response> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  const options = { method, headers: Object.fromEntries(given), agent: false, ...(signal && { signal }) }
  const request =
    url.protocol === 'https:'
      ? httpsRequest(url, { ...options, ...(caPem !== undefined && { ca: caPem }) })
      : httpRequest(url, options)
  const answered = once(request, 'response')
  request.end(body)
  // The `response` event carries one argument of this type.
  const [incoming] = (await answered) as [IncomingMessage]
  return toResponse(incoming)
}

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 0
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const init = { status, statusText: incoming.statusMessage ?? '', headers }
  if (bodilessStatuses.includes(status)) {
    incoming.resume()
    return new Response(null, init)
  }
  return new Response(Readable.toWeb(incoming), init)
}
