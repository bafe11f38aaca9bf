/**
 * The first `count` items in an order, of any number of items, while no more than `count` are held: a search may look
 * at twenty thousand.
 */
export function bestOf<Item>(
  items: Iterable<Item>,
  { count, compare }: { count: number; compare: (first: Item, second: Item) => number },
): Item[] {
  const best: Item[] = []
  for (const item of items) {
    const last = best.at(-1)
    const isFull = best.length === count
    if (isFull && (last === undefined || compare(item, last) >= 0)) continue
    if (isFull) best.pop()
    best.splice(placeOf(item, { best, compare }), 0, item)
  }
  return best
}

function placeOf<Item>(
  item: Item,
  { best, compare }: { best: readonly Item[]; compare: (first: Item, second: Item) => number },
): number {
  let start = 0
  let end = best.length
  while (start < end) {
    const middle = (start + end) >>> 1
    const other = best[middle]
    if (other !== undefined && compare(other, item) <= 0) start = middle + 1
    else end = middle
  }
  return start
}
