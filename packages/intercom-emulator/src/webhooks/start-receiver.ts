import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** What an app was sent, the body byte by byte. */
export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  json: unknown
}

/** An app that is told things, as a real server on a free port of this computer, closed when the test ends. */
export interface Receiver {
  url: string
  /** All but HEAD. */
  received: Received[]
  heads: Received[]
  /** How requests are answered from now on: a status, or by hand; 200 by default. */
  answer: number | ((response: ServerResponse, received: Received) => void)
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const received: Received = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
        json: body.length === 0 ? undefined : JSON.parse(body.toString()),
      }
      const list = received.method === 'HEAD' ? receiver.heads : receiver.received
      list.push(received)
      if (typeof receiver.answer === 'number') response.writeHead(receiver.answer).end()
      else receiver.answer(response, received)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  // Listening on a port, not a pipe, so the address is an object.
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = { url: `http://127.0.0.1:${port}`, received: [], heads: [], answer: 200 }
  return receiver
}
