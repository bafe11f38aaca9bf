import { foldNumber, hashText } from './hash.ts'

/** What chance decided about one item. The same question always has the same answer. */
export interface ItemDraws {
  /** 32 bits, from 0 to 4,294,967,295. */
  bits(purpose: string): number
  /** An integer from 0 to `count` - 1. */
  below(count: number, purpose: string): number
  /** Whether a thing is so, for a `share` of all items from 0 to 1. */
  chance(share: number, purpose: string): boolean
  /** One entry; the list must not be empty. */
  pick<Entry>(list: readonly [Entry, ...Entry[]], purpose: string): Entry
}

export type Draws = (index: number) => ItemDraws

/**
 * Pseudo-random decisions about the items of one resource in one workspace, computed from (workspace, resource,
 * index, purpose) alone: nothing is stored, the order of questions does not matter, and every run gives the same.
 * A `purpose` names what is decided; two decisions about an item are independent where their purposes differ.
 */
export function createDraws(workspaceId: string, resource: string): Draws {
  const key = foldNumber(hashText(workspaceId), hashText(resource))
  return (index) => {
    const itemKey = foldNumber(key, index)
    const bits = (purpose: string) => foldNumber(itemKey, hashText(purpose))
    const below = (count: number, purpose: string) => Math.floor((bits(purpose) / 2 ** 32) * count)
    return {
      bits,
      below,
      chance: (share, purpose) => bits(purpose) < share * 2 ** 32,
      pick: (list, purpose) => list[below(list.length, purpose)] ?? list[0],
    }
  }
}
