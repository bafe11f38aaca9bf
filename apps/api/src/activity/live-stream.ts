import { Readable } from 'node:stream'
import type { LiveEvent } from '@latchkey/shared/contract'
import { requestBudgetMs, StoreUnavailable } from '#api/platform/redis/index.ts'
import { toActivityEntry } from './activity-record.ts'
import { readAfter } from './activity-store.ts'
import { createAlarm } from './alarm.ts'
import type { ActivityDeps, Viewer } from './deps.ts'

/** How often a stream looks without having been woken, and says something if it has said nothing, in milliseconds. */
const lookEveryMs = 15_000
/** How soon a stream looks again when Redis did not answer, in milliseconds. */
const lookAgainMs = 1_000
/** Text that is kept for a browser that has not read it yet, in bytes; the batch that goes beyond it is the last. */
const heldBytesMax = 16_384
/** How long the last words may take to be read, in milliseconds; after it the connection is cut. */
const lastWordsMs = 1_000
/** How long a browser waits before it comes back, in milliseconds: at least, and how much later at most. */
const comeBackMs = { least: 1_000, spread: 2_000 }

type StreamDeps = Pick<ActivityDeps, 'store' | 'clock' | 'random' | 'lives'>

/** One browser's live stream. */
export interface LiveStream {
  /** The text of it, as an answer's body. Whoever destroys it ends the stream. */
  readonly body: Readable
  /** Ends it with a word that says why. */
  end(reason: 'signed_out' | 'closing'): void
}

/**
 * Tells a browser what happens to its account, from a place on, until it is no longer signed in.
 *
 * The activity of the account is the truth and is read in order from the last place told: nothing is left out and
 * nothing comes twice. To be woken only makes it sooner. What is read is told at once or not read yet, so a browser
 * that reads slowly costs one batch of entries. While Redis is away the stream says so by nothing but its heartbeat,
 * and goes on where it was.
 *
 * @see HTML, "Server-sent events"
 */
export function openLiveStream(
  { store, clock, random, lives }: StreamDeps,
  { viewer, place: startPlace, isLost }: { viewer: Viewer; place: string; isLost: boolean },
): LiveStream {
  const alarm = createAlarm(clock)
  let place = startPlace
  let isOver = false
  let isFull = false
  let saidAt = clock.now()

  const body = new Readable({
    highWaterMark: heldBytesMax,
    read() {
      if (!isFull) return
      isFull = false
      alarm.ring()
    },
  })
  const unwatch = store.watch(viewer.accountId, () => alarm.ring())
  body.once('close', () => {
    isOver = true
    unwatch()
    alarm.ring()
  })

  const say = (text: string) => {
    isFull = !body.push(text)
    saidAt = clock.now()
  }
  const tell = (event: LiveEvent, id?: string) => say(format(event, id))

  const end: LiveStream['end'] = (reason) => {
    if (isOver) return
    isOver = true
    alarm.ring()
    // What has not been read by now belongs to somebody who may no longer see it.
    if (isFull) return void body.destroy()
    say(comeBack(random))
    tell({ event: 'end', data: { reason } })
    body.push(null)
    void clock.sleep(lastWordsMs).then(() => body.destroy())
  }

  const look = async (): Promise<void> => {
    if (!(await lives(viewer))) return end('signed_out')
    while (!isFull && !isOver) {
      const news = await readAfter(store, viewer.accountId, place)
      if (isOver) return
      place = news.place
      if (news.kind === 'lost') return tell({ event: 'reset', data: {} }, place)
      for (const record of news.records) {
        tell({ event: 'activity', data: toActivityEntry(record, viewer.lineage) }, record.id)
      }
      if (!news.more) return
    }
  }

  const follow = async (): Promise<void> => {
    while (!isOver) {
      let waitMs = lookEveryMs
      try {
        await store.withBudget(requestBudgetMs, look)
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        waitMs = lookAgainMs
      }
      if (!isOver && !isFull && clock.now() - saidAt >= lookEveryMs) say(':\n\n')
      if (!isOver) await alarm.wait(waitMs)
    }
  }

  say(comeBack(random))
  tell({ event: 'ready', data: {} }, place)
  if (isLost) tell({ event: 'reset', data: {} }, place)
  follow().catch((error: unknown) => body.destroy(error instanceof Error ? error : new Error('unknown')))
  return { body, end }
}

/** One event on the wire. JSON has no line end of its own, so the data is always one line. */
function format({ event, data }: LiveEvent, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Spread, so that the browsers of a server that goes away do not all come back at once. */
function comeBack(random: ActivityDeps['random']): string {
  const share = random.bytes(2).readUInt16BE(0) / 2 ** 16
  return `retry: ${comeBackMs.least + Math.floor(share * comeBackMs.spread)}\n`
}
