import { Readable } from 'node:stream'

/** A body that sends its first half and then neither goes on nor ends. */
export function stallingBody(text: string): Readable {
  let sent = false
  return new Readable({
    read() {
      if (sent) return
      sent = true
      this.push(text.slice(0, Math.ceil(text.length / 2)))
    },
  })
}
