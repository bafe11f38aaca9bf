import type { Socket } from 'node:net'
import { Readable } from 'node:stream'

/** A body that sends its first half and then neither goes on nor ends. */
export function stallingBody(text: string): Readable {
  let sent = false
  return new Readable({
    read() {
      if (sent) return
      sent = true
      this.push(firstHalf(text))
    },
  })
}

/** A body that sends its first half and then closes the connection in an orderly way (FIN), whatever was promised. */
export function truncatedBody(text: string, socket: Socket): Readable {
  let sent = false
  return new Readable({
    read() {
      // The half is asked for ahead of its writing: that is done when this turn of the event loop is.
      if (sent) return void setImmediate(() => socket.destroySoon())
      sent = true
      this.push(firstHalf(text))
    },
  })
}

/** A right body that arrives at this pace in real time, at most every tenth of a second a piece. */
export function slowBody(text: string, bytesPerSecond: number): Readable {
  const bytes = Buffer.from(text)
  const pieceBytes = Math.ceil(bytesPerSecond / 10)
  const pauseMs = (pieceBytes / bytesPerSecond) * 1000
  let sentBytes = 0
  let timer: NodeJS.Timeout | undefined
  return new Readable({
    read() {
      timer = setTimeout(() => {
        this.push(bytes.subarray(sentBytes, sentBytes + pieceBytes))
        sentBytes += pieceBytes
        if (sentBytes >= bytes.length) this.push(null)
      }, pauseMs)
    },
    destroy(error, done) {
      clearTimeout(timer)
      done(error)
    },
  })
}

function firstHalf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2))
}
