import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

import { selfSignedCertificate } from './certificate.ts'

export type TlsProxy = {
  /** Such as `https://localhost:41234`. */
  readonly url: string
  readonly port: number
  /** The certificate: what a client must trust (`ca` in Node, `NODE_EXTRA_CA_CERTS`). */
  readonly caPem: string
  stop(): Promise<void>
}

// They describe one connection and are not passed on: RFC 9110 §7.6.1. Node writes its own for the next one.
const connectionHeaders = ['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade']

/**
 * Starts an https server that ends TLS in front of the plain http server at `targetPort` on 127.0.0.1.
 *
 * It does what a load balancer does: `X-Forwarded-Proto`, `-For` and `-Host` say how the request came, whatever the
 * client claimed; `Host` stays as the client sent it; bodies stream both ways, and a client that goes away ends the
 * request to the target. A target that cannot be reached is a 502. No WebSocket.
 */
export async function startTlsProxy({
  targetPort,
  hostName = 'localhost',
}: {
  targetPort: number
  hostName?: string
}): Promise<TlsProxy> {
  const { keyPem, certPem } = await selfSignedCertificate(hostName)
  const server = createServer({ key: keyPem, cert: certPem }, (request, response) => {
    forward({ request, response, targetPort })
  })
  const listening = once(server, 'listening')
  server.listen(0, '127.0.0.1')
  await listening
  // A server that listens on an IP address has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `https://${hostName}:${port}`,
    port,
    caPem: certPem,
    async stop() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

type Exchange = { request: IncomingMessage; response: ServerResponse; targetPort: number }

function forward({ request, response, targetPort }: Exchange): void {
  const outgoing = httpRequest({
    host: '127.0.0.1',
    port: targetPort,
    method: request.method,
    path: request.url,
    headers: {
      ...endToEndHeaders(request),
      ...(request.headers.host !== undefined && {
        host: request.headers.host,
        'x-forwarded-host': request.headers.host,
      }),
      'x-forwarded-proto': 'https',
      'x-forwarded-for': request.socket.remoteAddress,
    },
    // A connection for each request: one kept open might be closed by the target just as the next request comes.
    agent: false,
  })
  outgoing.on('response', (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, endToEndHeaders(incoming))
    // Headers of an event stream go out before its first event.
    response.flushHeaders()
    incoming.pipe(response)
    incoming.on('error', () => response.destroy())
  })
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502).end()
  })
  response.on('close', () => outgoing.destroy())
  request.pipe(outgoing)
}

function endToEndHeaders(message: IncomingMessage): Record<string, string[] | undefined> {
  return Object.fromEntries(
    Object.entries(message.headersDistinct).filter(([name]) => !connectionHeaders.includes(name)),
  )
}
