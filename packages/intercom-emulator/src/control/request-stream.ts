import type { FastifyPluginAsync } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { LoggedRequest } from '../request-log.ts'
import type { Control } from './control.ts'

/** Waited, in real time, so that many requests go out as one piece. */
const batchMs = 100
/** Sent at first, and kept for a reader that is slower than the requests; the newest count. */
const batchRequests = 200

/**
 * Tells of requests as they arrive and are answered, as server-sent events, until the reader goes or the emulator
 * closes. `requests` carries a list of log entries, whose `number` tells a changed one from a new one; `cleared` says
 * that the log was emptied.
 */
export function requestStream(control: Control): FastifyPluginAsync {
  return async (app) => {
    app.get('/requests/stream', (request, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      const sender = createSender(reply.raw)
      sender.start(control.requests({ last: batchRequests }).requests)
      const unwatch = control.watchRequests(sender)
      request.raw.socket.once('close', () => {
        unwatch()
        sender.stop()
      })
    })
  }
}

function createSender(response: ServerResponse) {
  const waiting = new Map<number, LoggedRequest>()
  let timer: NodeJS.Timeout | undefined

  function send(event: 'requests' | 'cleared', data: unknown) {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  function flush() {
    timer = undefined
    if (waiting.size === 0) return
    if (response.writableNeedDrain) return arm()
    send('requests', [...waiting.values()])
    waiting.clear()
  }

  function arm() {
    timer ??= setTimeout(flush, batchMs)
  }

  return {
    start: (requests: LoggedRequest[]) => send('requests', requests),
    changed(entry: LoggedRequest) {
      waiting.set(entry.number, entry)
      const [oldest] = waiting.size > batchRequests ? waiting.keys() : []
      if (oldest !== undefined) waiting.delete(oldest)
      arm()
    },
    cleared() {
      waiting.clear()
      send('cleared', {})
    },
    stop: () => clearTimeout(timer),
  }
}
