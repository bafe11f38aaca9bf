import { contextOf } from '../call/call-context.ts'
import type { CallContext } from '../call/call-context.ts'
import type { Call, CallOptions, Operation } from '../call/operation.ts'
import { IntercomError } from '../intercom-error.ts'
import { openForMs, sleepOrAbort, takeScrollTurn } from './scroll-turn.ts'

const RESTARTS_MAX = 3
const ASK_AGAIN_MS = 10_000
const OPEN_WAIT_MS_MAX = 75_000

/** What every scroll takes. */
export interface ScrollInput {
  /**
   * How long to wait, in milliseconds, while Intercom holds another scroll of the workspace open. Default
   * 75,000: an abandoned one lapses after a minute. Waiting for a scroll of this process that is still being
   * read does not count.
   */
  openWaitMaxMs?: number | undefined
}

/** How a scroll is asked for and read. */
export interface ScrolledList<Answer, Item> {
  /** The request for the next part; `undefined` opens the scroll. It is never repeated once it may have counted. */
  operationOf: (scrollParam: string | undefined) => Omit<Operation<Answer>, 'repeat'>
  itemsOf: (answer: NoInfer<Answer>) => Item[]
  /** Tells items apart when the scroll has to begin again. */
  idOf: (item: NoInfer<Item>) => string
  scrollParamOf: (answer: NoInfer<Answer>) => string | null | undefined
}

/**
 * All items of a list that is read by scroll, each once; ends by itself.
 *
 * A workspace has one open scroll: of those in this process a second waits for its turn (the workspace is the
 * client's budget), and Intercom's own `scroll_exists` is waited out. A scroll that lapsed (a minute without a
 * request) or broke begins again, at most three times, and gives only what it has not given; for that it
 * remembers the ids. One that is left early stays open at Intercom for a minute, which the next one waits for.
 *
 * @throws IntercomError as the call does; `intercom.rate_limited` with `retryAfterMs` when another scroll
 *   stays open longer than `openWaitMaxMs`; `intercom.bad_answer` when the list leads in a circle
 */
export async function* scrollItems<Answer, Item>(
  call: Call,
  list: ScrolledList<Answer, Item>,
  {
    openWaitMaxMs = OPEN_WAIT_MS_MAX,
    options = {},
  }: ScrollInput & { options?: CallOptions | undefined } = {},
): AsyncGenerator<Item, void, undefined> {
  const context = contextOf(call)
  const { signal } = options
  /** The pass in which an item was last seen. */
  const passOf = new Map<string, number>()
  let restarts = 0
  let scrollParam: string | undefined
  let turn = await takeScrollTurn(context, signal)
  try {
    for (;;) {
      if (!turn.isMine) {
        if (restarts === RESTARTS_MAX) throw tooSlow()
        turn = await takeScrollTurn(context, signal)
        restarts += 1
        scrollParam = undefined
      }
      turn.use()
      const part = await nextPart(call, { list, scrollParam, openWaitMaxMs, options, context }).catch(
        (error: unknown) => {
          turn.rest(isOpenAfter(error, scrollParam))
          if (!isBroken(error, scrollParam) || restarts === RESTARTS_MAX) throw error
          return undefined
        },
      )
      if (part === undefined) {
        restarts += 1
        scrollParam = undefined
        continue
      }
      turn.rest(part.items.length > 0)
      if (part.items.length === 0) return
      const isCircle = part.items.every((item) => passOf.get(list.idOf(item)) === restarts)
      if (isCircle || part.scrollParam === undefined) {
        throw new IntercomError('intercom.bad_answer', 'Intercom leads through this scroll in a circle')
      }
      const fresh: Item[] = []
      for (const item of part.items) {
        const id = list.idOf(item)
        if (!passOf.has(id)) fresh.push(item)
        passOf.set(id, restarts)
      }
      scrollParam = part.scrollParam
      yield* fresh
    }
  } finally {
    turn.release()
  }
}

interface Part<Answer, Item> {
  list: ScrolledList<Answer, Item>
  scrollParam: string | undefined
  openWaitMaxMs: number
  options: CallOptions
  context: CallContext
}

async function nextPart<Answer, Item>(
  call: Call,
  part: Part<Answer, Item>,
): Promise<{ items: Item[]; scrollParam: string | undefined }> {
  const { list, scrollParam } = part
  const ask = async () => {
    // Asking a second time with the same parameter would skip what the lost answer held.
    const answer = await call({ ...list.operationOf(scrollParam), repeat: 'once' }, part.options)
    return { items: list.itemsOf(answer), scrollParam: list.scrollParamOf(answer) ?? undefined }
  }
  return scrollParam === undefined ? openScroll(ask, part) : ask()
}

/** Opens a scroll, after those that Intercom still holds open. */
async function openScroll<Result>(
  ask: () => Promise<Result>,
  {
    context,
    openWaitMaxMs,
    options: { signal },
  }: { context: CallContext; openWaitMaxMs: number; options: CallOptions },
): Promise<Result> {
  const startedMs = context.now()
  let delayMs = openForMs(context)
  for (;;) {
    if (context.now() - startedMs + delayMs > openWaitMaxMs) throw stillOpen(delayMs)
    if (delayMs > 0) await sleepOrAbort(context, { delayMs, signal })
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof IntercomError) || error.intercomCode !== 'scroll_exists') throw error
      delayMs = ASK_AGAIN_MS
    }
  }
}

function stillOpen(retryAfterMs: number): IntercomError {
  const text = 'Intercom holds another scroll of this workspace open'
  return new IntercomError('intercom.rate_limited', text, { retryAfterMs, intercomCode: 'scroll_exists' })
}

function tooSlow(): IntercomError {
  return new IntercomError('intercom.unavailable', 'The scroll was left unused until it lapsed, too often')
}

function isLapsed(error: unknown): boolean {
  return error instanceof IntercomError && error.code === 'intercom.not_found'
}

/** Does Intercom hold a scroll of ours open after this failure? */
function isOpenAfter(error: unknown, scrollParam: string | undefined): boolean {
  if (scrollParam !== undefined) return !isLapsed(error)
  return error instanceof IntercomError && error.mayHaveHappened
}

/** The scroll is no good any more, but a new one may be: it lapsed, or nobody knows how far it came. */
function isBroken(error: unknown, scrollParam: string | undefined): boolean {
  if (!(error instanceof IntercomError)) return false
  return error.code === 'intercom.uncertain' || (scrollParam !== undefined && isLapsed(error))
}
