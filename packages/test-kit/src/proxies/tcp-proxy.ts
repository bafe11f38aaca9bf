import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

import { freePort } from '../free-port.ts'
import { type Flow, link, type Link } from './link.ts'
import { lostReplies, type RequestMatcher } from './lost-replies.ts'

export type TcpProxy = {
  readonly port: number
  /** Clients connected now. */
  readonly connections: number
  /** Replies lost so far, so that a test can tell that its fault took place. */
  readonly repliesLost: number
  /** Closes every open connection; new ones are served. */
  cut(): void
  /** Keeps bytes in both directions, of new connections too, until `resume` passes them on in order. */
  stall(): void
  /** Takes bytes and connections and loses what is sent, both ways. */
  blackhole(): void
  /** Does as if no process listened: open connections are closed, new ones refused. */
  refuse(): Promise<void>
  /** Loses the replies to the next `count` things sent, on whatever connection, a client's greeting included. */
  dropReplies(count: number): void
  /**
   * Loses the reply to what `matches`, `times` times (once unless told): the target receives it and acts on it, no
   * byte of its answer arrives, and the client's connection is closed once the target is done.
   *
   * `matches` sees all bytes that one connection has sent since it last received any.
   */
  dropRepliesAfter(matches: RequestMatcher, times?: number): void
  /** Ends every fault. Connections that lost bytes in a black hole are closed. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** Starts a proxy on a free loopback port that passes TCP on to `targetPort` until it is told to do harm. */
export async function startTcpProxy({
  targetPort,
  targetHost = '127.0.0.1',
}: {
  targetPort: number
  targetHost?: string
}): Promise<TcpProxy> {
  const links = new Set<Link>()
  const lost = lostReplies()
  let flow: Flow = 'pass'
  let repliesLost = 0

  const serve = (client: Socket) => {
    const target = connect({ port: targetPort, host: targetHost, allowHalfOpen: true, noDelay: true })
    const joined: Link = link({
      client,
      target,
      flow,
      lost,
      onReplyLost: () => {
        repliesLost += 1
      },
      onClose: () => links.delete(joined),
    })
    links.add(joined)
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, serve)
  const listen = async (port: number) => {
    const listening = once(server, 'listening')
    server.listen(port, '127.0.0.1')
    await listening
  }
  const cut = () => {
    for (const open of links) open.cut()
  }
  const setFlow = (next: Flow) => {
    flow = next
    for (const open of links) open.setFlow(next)
  }
  const refuse = async () => {
    const closed = server.listening ? once(server, 'close') : undefined
    server.close()
    cut()
    await closed
  }

  const port = await freePort()
  await listen(port)
  return {
    port,
    get connections() {
      return links.size
    },
    get repliesLost() {
      return repliesLost
    },
    cut,
    stall: () => setFlow('hold'),
    blackhole: () => setFlow('lose'),
    refuse,
    dropReplies: (count) => lost.add(() => true, count),
    dropRepliesAfter: (matches, times = 1) => lost.add(matches, times),
    async resume() {
      lost.clear()
      setFlow('pass')
      if (!server.listening) await listen(port)
    },
    stop: refuse,
  }
}
