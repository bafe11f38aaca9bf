interface Source<Item> {
  /** How many items there are without any having been written; their indexes go from 0 to `seededCount` - 1. */
  seededCount: number
  /** Computes a seeded item from its index. */
  seeded: (index: number) => Item
}

/**
 * Seeded items, computed when asked for, and on top of them what was written: changed items, items out of sight, and
 * created ones, whose indexes go on after the seeded ones. Order by index is order of creation.
 */
export function createOverlay<Item>({ seededCount, seeded }: Source<Item>) {
  const written = new Map<number, Item>()
  const hidden = new Set<number>()
  let end = seededCount

  function any(index: number): Item | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= end) return undefined
    return written.get(index) ?? seeded(index)
  }
  const at = (index: number) => (hidden.has(index) ? undefined : any(index))

  function* indexes(before: number): Generator<number> {
    for (let index = Math.min(before, end) - 1; index >= 0; index -= 1) if (!hidden.has(index)) yield index
  }

  return {
    /** One more than the highest index in use. */
    end: () => end,
    /** How many items are in sight. */
    count: () => end - hidden.size,
    isHidden: (index: number) => hidden.has(index),
    /** The item of an index, in sight or not; `undefined` where the index is not in use. */
    any,
    /** The item of an index, if it is in sight. */
    at,
    /** Every index at which something was written, created items included. */
    writtenIndexes: (): Iterable<number> => written.keys(),
    /** Indexes out of sight. */
    hiddenIndexes: (): Iterable<number> => hidden,
    /** Adds an item, made from the index that it gets. */
    create(make: (index: number) => Item): Item {
      const item = make(end)
      written.set(end, item)
      end += 1
      return item
    },
    replace(index: number, item: Item): void {
      written.set(index, item)
    },
    hide(index: number): void {
      hidden.add(index)
    },
    show(index: number): void {
      hidden.delete(index)
    },
    /** Items in sight with an index below `before`, the newest first. */
    *newestFirst(before = end): Generator<Item> {
      for (const index of indexes(before)) {
        const item = any(index)
        if (item !== undefined) yield item
      }
    },
    /** What was written at an index in sight; `undefined` where it is as seeded, or out of sight. */
    writtenAt: (index: number) => (hidden.has(index) ? undefined : written.get(index)),
    /** The indexes of all items in sight, the newest first. */
    indexesNewestFirst: () => indexes(end),
  }
}
