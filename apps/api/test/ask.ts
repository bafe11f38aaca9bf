import { request as send, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Problem } from '@latchkey/shared/contract'

export interface Question {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The body as the contract's problem; throws when it is none. */
  problem(): Problem
}

/** Sends one request as it stands: every header, the Host included, is the caller's. */
export async function ask(port: number, question: Question): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const { method = 'GET', path = '/', headers = {}, body } = question
  // Node leaves the length out for a DELETE, whose body would then be read as the next request.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const outgoing = send({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...length, ...headers },
    agent: false,
  })
  outgoing.on('error', reject)
  outgoing.on('response', (incoming) => {
    text(incoming).then((content) => {
      const status = incoming.statusCode ?? 0
      resolve({ status, headers: incoming.headers, text: content, problem: () => problemOf(content) })
    }, reject)
  })
  outgoing.end(body)
  return promise
}

/** Writes bytes to a bare connection and reads until the server closes it. */
export async function askRaw(port: number, bytes: string): Promise<Answered> {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  const answer = await text(socket)
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(': ')
      return [name.toLowerCase(), value.join(': ')]
    }),
  )
  const content = rest.join('\r\n\r\n')
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    text: content,
    problem: () => problemOf(content),
  }
}

function problemOf(content: string): Problem {
  return Problem.parse(JSON.parse(content))
}
