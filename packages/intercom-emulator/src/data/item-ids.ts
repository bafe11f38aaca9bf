import { foldNumber, hashText } from './hash.ts'

/** Ids that hide an item's index and give it back. */
export interface ItemIds {
  /** The id of an index from 0 to 4,294,967,295. */
  idOf(index: number): string
  /** The index inside an id that `idOf` made; `undefined` for every other text, altered ids included. */
  indexOf(id: string): number | undefined
}

const rounds = [0, 1, 2, 3] as const

/** Ids of 24 lower-case hex digits, as contacts and companies have: eight of a shuffled index, sixteen of checksum. */
export function createHexIds(workspaceId: string, resource: string): ItemIds {
  const key = foldNumber(hashText(workspaceId), hashText(resource))
  const idOf = (index: number) =>
    hex(shuffle(index, key)) + hex(foldNumber(key + 1, index)) + hex(foldNumber(key + 2, index))
  return {
    idOf,
    indexOf(id) {
      if (!/^[0-9a-f]{24}$/.test(id)) return undefined
      const index = unshuffle(Number.parseInt(id.slice(0, 8), 16), key)
      return idOf(index) === id ? index : undefined
    },
  }
}

/**
 * Ids of fifteen digits, as conversations have: a 2, ten of a shuffled index, four of checksum. They stay exact as
 * JSON numbers. One altered id in ten thousand passes the checksum, and then names an index beyond most sizes.
 */
export function createDigitIds(workspaceId: string, resource: string): ItemIds {
  const key = foldNumber(hashText(workspaceId), hashText(resource))
  const idOf = (index: number) => {
    const shuffled = String(shuffle(index, key)).padStart(10, '0')
    const checksum = String(foldNumber(key + 1, index) % 10_000).padStart(4, '0')
    return `2${shuffled}${checksum}`
  }
  return {
    idOf,
    indexOf(id) {
      if (!/^2\d{14}$/.test(id)) return undefined
      const shuffled = Number(id.slice(1, 11))
      if (shuffled > 0xffff_ffff) return undefined
      const index = unshuffle(shuffled, key)
      return idOf(index) === id ? index : undefined
    },
  }
}

/** Eight hex digits: the highest digit of a number just beyond 32 bits is cut off. */
function hex(bits: number): string {
  return (bits + 0x1_0000_0000).toString(16).slice(1)
}

/** A Feistel network over two halves of 16 bits: a permutation of all 32-bit numbers, whatever the round function. */
function shuffle(index: number, key: number): number {
  let left = index >>> 16
  let right = index & 0xffff
  for (const round of rounds) [left, right] = [right, left ^ half(right, key + round)]
  return ((left << 16) | right) >>> 0
}

function unshuffle(shuffled: number, key: number): number {
  let left = shuffled >>> 16
  let right = shuffled & 0xffff
  for (const round of rounds.toReversed()) [left, right] = [right ^ half(left, key + round), left]
  return ((left << 16) | right) >>> 0
}

function half(value: number, key: number): number {
  return foldNumber(key, value) & 0xffff
}
