import { AppError } from '#api/platform/errors/index.ts'
import type { ActivityDeps, Viewer } from './deps.ts'
import { openLiveStream, type LiveStream } from './live-stream.ts'
import { latestPlace } from './activity-store.ts'
import { parsePlace } from './place.ts'

/** How much later it is worth to come back when too many streams are open, in seconds. */
const retryAfterSeconds = 30

/** The live streams of this process. */
export interface LiveStreams {
  /**
   * Opens a stream for a browser that is signed in, behind the event that it names, else behind everything there is.
   *
   * @throws AppError `events.limit_reached`
   */
  open(viewer: Viewer, lastEventId: string | undefined): Promise<LiveStream>
  /** Ends every stream, and at once each that is opened later: their browsers come back to another process. */
  close(): void
}

export function createLiveStreams(
  deps: Pick<ActivityDeps, 'store' | 'clock' | 'random' | 'lives' | 'streamsMax'>,
): LiveStreams {
  const { store, streamsMax } = deps
  const open = new Set<LiveStream>()
  const countOf = new Map<string, number>()
  let isClosing = false

  const assertRoom = ({ accountId }: Viewer) => {
    if (open.size < streamsMax.inAll && (countOf.get(accountId) ?? 0) < streamsMax.perAccount) return
    throw new AppError('events.limit_reached', undefined, { retryAfterSeconds })
  }

  const keep = (stream: LiveStream, { accountId }: Viewer) => {
    open.add(stream)
    countOf.set(accountId, (countOf.get(accountId) ?? 0) + 1)
    stream.body.once('close', () => {
      open.delete(stream)
      const left = (countOf.get(accountId) ?? 1) - 1
      if (left === 0) countOf.delete(accountId)
      else countOf.set(accountId, left)
    })
  }

  return {
    async open(viewer, lastEventId) {
      assertRoom(viewer)
      const named = lastEventId === undefined ? undefined : parsePlace(lastEventId)
      const place = named ?? (await latestPlace(store, viewer.accountId))
      // Others may have come in while Redis was asked.
      assertRoom(viewer)
      // An id that was never ours tells nothing about what its browser has seen.
      const isLost = lastEventId !== undefined && named === undefined
      const stream = openLiveStream(deps, { viewer, place, isLost })
      keep(stream, viewer)
      if (isClosing) stream.end('closing')
      return stream
    },
    close() {
      isClosing = true
      for (const stream of open) stream.end('closing')
    },
  }
}
