import type { CallContext } from '../call/call-context.ts'
import { IntercomError } from '../intercom-error.ts'
import { cutOffBy } from '../transport/cutoff.ts'

/** Intercom forgets a scroll that nobody asked for this long; a second more, because its clock is not ours. */
const LAPSE_MS = 61_000

/** The right to the one open scroll that a workspace may have. */
export interface ScrollTurn {
  /** False once another scroll took it over, because this one was left unused until it lapsed. */
  readonly isMine: boolean
  /** Says that a request is under way. */
  use: () => void
  /** Says that the request ended, and whether Intercom holds the scroll open now. */
  rest: (isOpen: boolean) => void
  /** Gives the turn to the next one. */
  release: () => void
}

interface Turns {
  holder: Holder | undefined
  /** Until then a scroll that nobody reads any more stays open at Intercom. */
  openUntilMs: number
  waiting: Set<() => void>
}

interface Holder {
  /** When it may be taken over; `Infinity` while a request is under way. */
  lapsesAtMs: number
  isOpen: boolean
}

const turnsOfWorkspace = new WeakMap<object, Turns>()

/**
 * Waits until no other scroll of this workspace is read in this process. One that is left unused for a minute
 * has lapsed at Intercom, and no longer counts.
 *
 * @throws IntercomError `intercom.aborted`, or `intercom.timeout` when the signal says so
 */
export async function takeScrollTurn(
  context: CallContext,
  signal: AbortSignal | undefined,
): Promise<ScrollTurn> {
  const turns = turnsOf(context.workspace)
  for (;;) {
    const { holder } = turns
    if (holder === undefined || holder.lapsesAtMs <= context.now()) break
    await nextNews(turns, { context, signal, untilMs: holder.lapsesAtMs })
  }
  const mine: Holder = { lapsesAtMs: Infinity, isOpen: false }
  turns.holder = mine
  return {
    get isMine() {
      return turns.holder === mine
    },
    use() {
      mine.lapsesAtMs = Infinity
    },
    rest(isOpen) {
      mine.isOpen = isOpen
      mine.lapsesAtMs = context.now() + LAPSE_MS
      tellAll(turns)
    },
    release() {
      if (turns.holder !== mine) return
      turns.holder = undefined
      if (mine.isOpen) turns.openUntilMs = Math.min(mine.lapsesAtMs, context.now() + LAPSE_MS)
      tellAll(turns)
    },
  }
}

/** How long an abandoned scroll of this process still keeps a new one from being opened, in milliseconds. */
export function openForMs({ workspace, now }: CallContext): number {
  // Never longer than a lapse, even when the clock is set back.
  return Math.min(LAPSE_MS, Math.max(0, turnsOf(workspace).openUntilMs - now()))
}

/**
 * Sleeps on the context's clock.
 *
 * @throws IntercomError `intercom.aborted`, or `intercom.timeout` when the signal says so
 */
export async function sleepOrAbort(
  { sleep }: CallContext,
  { delayMs, signal }: { delayMs: number; signal: AbortSignal | undefined },
): Promise<void> {
  await sleep(delayMs, { signal: signal ?? new AbortController().signal }).catch(() => {})
  throwIfAborted(signal)
}

function turnsOf(workspace: object): Turns {
  let turns = turnsOfWorkspace.get(workspace)
  if (turns === undefined) {
    turns = { holder: undefined, openUntilMs: 0, waiting: new Set() }
    turnsOfWorkspace.set(workspace, turns)
  }
  return turns
}

function tellAll(turns: Turns): void {
  for (const tell of turns.waiting) tell()
}

/** Resolves when the holder changes or rests, or when its time is over. */
async function nextNews(
  turns: Turns,
  { context, signal, untilMs }: { context: CallContext; signal: AbortSignal | undefined; untilMs: number },
): Promise<void> {
  throwIfAborted(signal)
  const over = new AbortController()
  const stop = () => over.abort()
  signal?.addEventListener('abort', stop, { once: true })
  turns.waiting.add(stop)
  try {
    if (untilMs !== Infinity) await context.sleep(untilMs - context.now(), { signal: over.signal })
    else await new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()))
  } catch {
    // Woken before the time was over.
  } finally {
    turns.waiting.delete(stop)
    signal?.removeEventListener('abort', stop)
  }
  throwIfAborted(signal)
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  const isOver = cutOffBy(signal) === 'timeout'
  throw isOver
    ? new IntercomError('intercom.timeout', 'The scroll did not end in its time')
    : new IntercomError('intercom.aborted', 'The scroll was given up by its caller')
}
