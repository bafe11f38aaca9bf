import type { Socket } from 'node:net'

import type { LostReplies } from './lost-replies.ts'

/** What happens to bytes: passed on, kept for later, or lost without a word. */
export type Flow = 'pass' | 'hold' | 'lose'

/** One client's connection and the one to the target that serves it. */
export type Link = {
  /** A link that has lost bytes cannot pass any more: it is cut instead. */
  setFlow(flow: Flow): void
  cut(): void
}

type LinkParts = {
  client: Socket
  target: Socket
  flow: Flow
  lost: LostReplies
  onReplyLost: () => void
  onClose: () => void
}

/** Joins the two sockets, both of which allow a half-open connection. */
export function link({ client, target, flow: initialFlow, lost, onReplyLost, onClose }: LinkParts): Link {
  let flow: Flow = initialFlow
  let hasLostBytes = false
  let sent: Buffer = Buffer.alloc(0)
  let replyIsLost = false

  const pass = (from: Socket, to: Socket, chunk: Buffer) => {
    if (to.write(chunk)) return
    from.pause()
    to.once('drain', () => {
      if (flow !== 'hold') from.resume()
    })
  }

  client.on('data', (chunk: Buffer) => {
    if (flow === 'lose') {
      hasLostBytes = true
      return
    }
    if (lost.armed && !replyIsLost) {
      sent = Buffer.concat([sent, chunk])
      replyIsLost = lost.claims(sent)
    }
    pass(client, target, chunk)
  })

  target.on('data', (chunk: Buffer) => {
    if (flow === 'lose') {
      hasLostBytes = true
    } else if (replyIsLost) {
      // A target that answers has run the command. One that answers an earlier command of a pipeline still runs all
      // it was sent, since the connection ends in order behind that.
      target.end()
    } else {
      sent = Buffer.alloc(0)
      pass(target, client, chunk)
    }
  })

  client.on('end', () => target.end())
  target.on('end', () => {
    if (!replyIsLost) client.end()
  })
  client.on('close', () => {
    target.destroySoon()
    onClose()
  })
  target.on('close', () => {
    if (replyIsLost) {
      onReplyLost()
      client.destroy()
    } else {
      client.destroySoon()
    }
  })
  // Each error is followed by its socket's close.
  client.on('error', () => undefined)
  target.on('error', () => undefined)

  const setFlow = (next: Flow) => {
    flow = next
    for (const socket of [client, target]) {
      if (flow === 'hold') socket.pause()
      else socket.resume()
    }
    if (flow === 'pass' && hasLostBytes) cut()
  }
  const cut = () => {
    client.destroy()
    target.destroy()
  }
  setFlow(flow)
  return { setFlow, cut }
}
