import type { CallOptions } from '../call/operation.ts'

/** A page as far as it is needed to go on from it. */
export interface FollowedPage<Item> {
  items: Item[]
  next: (options?: CallOptions) => Promise<FollowedPage<Item> | undefined>
}

/**
 * The items of a page and of all that follow it, in order, with up to `lookAhead` pages fetched ahead.
 *
 * A page's failure is thrown when the page is reached, not before. Leaving early aborts what is under way.
 */
export async function* itemsAhead<Item>(
  first: FollowedPage<Item>,
  { lookAhead, signal }: { lookAhead: number; signal: AbortSignal | undefined },
): AsyncGenerator<Item, void, undefined> {
  const left = new AbortController()
  const options: CallOptions =
    lookAhead === 0
      ? {}
      : { signal: signal === undefined ? left.signal : AbortSignal.any([left.signal, signal]) }
  const ahead: Promise<FollowedPage<Item> | undefined>[] = []
  let last: Promise<FollowedPage<Item> | undefined> = Promise.resolve(first)
  const fetchOneMore = () => {
    last = last.then((page) => page?.next(options))
    // Whoever reaches the page gets the failure; if nobody does, it is nobody's.
    last.catch(() => {})
    ahead.push(last)
  }
  try {
    let page: FollowedPage<Item> | undefined = first
    while (page !== undefined) {
      while (ahead.length < lookAhead) fetchOneMore()
      yield* page.items
      if (ahead.length === 0) fetchOneMore()
      page = await ahead.shift()
    }
  } finally {
    left.abort()
  }
}
