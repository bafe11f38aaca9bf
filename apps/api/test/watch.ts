import type { Browser, BrowserRequest } from '@latchkey/test-kit'
import { liveEvents, type LiveEvent } from '@latchkey/shared/contract'

/** An event as it came, checked against the contract, with its id. */
export type Told = LiveEvent & { id?: string }

/** A browser that follows the live stream of its account. */
export interface Watching {
  readonly response: Response
  /** The next event; `undefined` when the server has ended the stream. Rejects when the connection broke. */
  next(): Promise<Told | undefined>
  /** Everything that came, comments included. */
  text(): string
  /** Closes the connection, as a page that is closed does. */
  leave(): void
}

/** Opens the live stream of whoever this browser is, and fails unless there is one. */
export async function watch(
  browser: Browser,
  { lastEventId, url = '/api/events', headers }: { lastEventId?: string; url?: string } & BrowserRequest = {},
): Promise<Watching> {
  const page = new AbortController()
  const response = await browser.fetch(url, {
    headers: { accept: 'text/event-stream', 'last-event-id': lastEventId, ...headers },
    signal: page.signal,
  })
  if (response.status !== 200 || response.body === null) {
    throw new Error(`events answered ${response.status}: ${await response.text()}`)
  }
  const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let all = ''
  let unread = ''

  const nextBlock = async (): Promise<string | undefined> => {
    for (;;) {
      const end = unread.indexOf('\n\n')
      if (end !== -1) {
        const block = unread.slice(0, end)
        unread = unread.slice(end + 2)
        return block
      }
      const { value, done } = await chunks.read()
      if (done) return undefined
      all += value
      unread += value
    }
  }
  return {
    response,
    text: () => all,
    leave: () => page.abort(),
    async next() {
      for (;;) {
        const block = await nextBlock()
        if (block === undefined) return undefined
        const event = parseBlock(block)
        if (event !== undefined) return event
      }
    },
  }
}

/** Reads one block of lines as a browser does; `undefined` for one without an event. */
function parseBlock(block: string): Told | undefined {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([a-z]+): ?(.*)$/s.exec(line) ?? []
    if (name !== '') fields.set(name, value)
  }
  const event = fields.get('event')
  if (event === undefined) return undefined
  if (!isEventName(event)) throw new Error(`an event of no known name came: ${event}`)
  const data = liveEvents[event].parse(JSON.parse(fields.get('data') ?? ''))
  const id = fields.get('id')
  // The data was parsed by the schema of this very event.
  return { event, data, ...(id === undefined ? {} : { id }) } as Told
}

const isEventName = (text: string): text is LiveEvent['event'] => Object.hasOwn(liveEvents, text)
