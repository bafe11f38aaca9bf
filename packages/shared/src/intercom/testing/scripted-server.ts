import { createServer } from 'node:http'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as it reached the server. */
export interface ReceivedRequest {
  method: string | undefined
  path: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** A real HTTP server on loopback that answers as its script says and remembers what came. */
export interface ScriptedServer {
  origin: string
  requests: ReceivedRequest[]
  /** Chooses the answer to every request from now on; forgets the requests so far. */
  script(listener: RequestListener): void
  /** Answers everything with one JSON value. */
  scriptJson(status: number, value: unknown, headers?: Record<string, string>): void
  close(): Promise<void>
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = []
  let listener: RequestListener = (_request, response) => response.writeHead(500).end()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ method: request.method, path: request.url, headers: request.headers, body })
      listener(request, response)
    })
  })
  const origin = await listenOnLoopback(server)
  const script = (next: RequestListener) => {
    requests.length = 0
    listener = next
  }
  return {
    origin,
    requests,
    script,
    scriptJson: (status, value, headers = {}) =>
      script((_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(value))
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A TCP server that answers whatever it receives with the same bytes, HTTP or not, and hangs up. */
export async function startRawServer(): Promise<{
  origin: string
  script(bytes: Uint8Array): void
  close(): Promise<void>
}> {
  let bytes = new Uint8Array()
  const server = createTcpServer((socket) => {
    // The client hangs up first when it has read enough.
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(bytes))
  })
  const origin = await listenOnLoopback(server)
  return {
    origin,
    script: (next) => {
      bytes = Uint8Array.from(next)
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** An origin on loopback where nothing listens. */
export async function closedOrigin(): Promise<string> {
  const server = createTcpServer()
  const origin = await listenOnLoopback(server)
  await new Promise((resolve) => server.close(resolve))
  return origin
}

async function listenOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}
