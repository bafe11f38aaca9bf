/** The cursors on the way to one page, remembered only as far as needed to notice a circle. */
export interface CursorChain {
  /** The chain with one more cursor; `undefined` when it was on the way before. */
  follow: (cursor: string) => CursorChain | undefined
}

/**
 * A chain that begins at a cursor (`undefined`: at the beginning of the list).
 *
 * Brent's cycle detection: one cursor is kept to compare with, and replaced after 1, 2, 4, 8 … steps. A cursor
 * that repeats itself is noticed at once, a longer circle within about two rounds, and a list of any length
 * takes no memory.
 */
export function startOfChain(cursor: string | undefined): CursorChain {
  return chainAt({ checkpoint: cursor, steps: 0, stepsMax: 1 })
}

function chainAt({
  checkpoint,
  steps,
  stepsMax,
}: {
  checkpoint: string | undefined
  steps: number
  stepsMax: number
}): CursorChain {
  return {
    follow(cursor) {
      if (cursor === checkpoint) return undefined
      if (steps + 1 < stepsMax) return chainAt({ checkpoint, steps: steps + 1, stepsMax })
      return chainAt({ checkpoint: cursor, steps: 0, stepsMax: stepsMax * 2 })
    },
  }
}
