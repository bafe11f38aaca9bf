import { findSealed, type FoundSeal, type SealedDeps } from './find-sealed.ts'

/** How many token sets there are for each key id. What each key ring entry opens is in it even when that is nothing. */
export interface KeyCounts {
  /** Those that open, by the id of their key. */
  readonly opening: ReadonlyMap<string, number>
  /** Those whose key is not in the key ring. */
  readonly missing: ReadonlyMap<string, number>
  /** Those that name a key that is there and does not open them: another key under that id, or an altered record. */
  readonly broken: ReadonlyMap<string, number>
  /** Those that name no key at all. */
  readonly garbled: number
  /** False when the count ended early, so that there may be more of each. */
  readonly complete: boolean
}

/**
 * Counts every stored token set by its key, and changes nothing.
 *
 * `atMost` ends it once so many have been seen, `signal` after the batch that is being read.
 */
export async function countKeys(
  deps: SealedDeps,
  { atMost = Infinity, signal }: { atMost?: number | undefined; signal?: AbortSignal | undefined } = {},
): Promise<KeyCounts> {
  const counts = {
    opening: new Map(deps.keyRing.keyIds.map((keyId) => [keyId, 0])),
    missing: new Map<string, number>(),
    broken: new Map<string, number>(),
    garbled: 0,
  }
  let seen = 0
  for await (const batch of findSealed(deps)) {
    for (const found of batch) {
      if (found.kind === 'garbled') counts.garbled += 1
      else raise(counts[columnOf(found)], found.keyId)
    }
    seen += batch.length
    if (seen >= atMost || signal?.aborted === true) return { ...counts, complete: false }
  }
  return { ...counts, complete: true }
}

function columnOf({ opened }: Extract<FoundSeal, { kind: 'sealed' }>): 'opening' | 'missing' | 'broken' {
  if (opened.kind === 'opened') return 'opening'
  return opened.kind === 'key_missing' ? 'missing' : 'broken'
}

/** Counts one more under an id. */
export function raise(counts: Map<string, number>, keyId: string): void {
  counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
}

/** All of a column together. */
export function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}
