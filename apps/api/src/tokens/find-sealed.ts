import type { Clock } from '#api/platform/clock.ts'
import { scanTexts, type FoundText, type Store } from '#api/platform/redis/index.ts'
import { keyIdOf, type KeyRing, type Opened } from './key-ring.ts'
import type { SealedRecord, SealedRecords } from './sealed-records.ts'

export interface SealedDeps {
  readonly store: Store
  readonly clock: Clock
  readonly keyRing: KeyRing
  /** Every kind of record that holds a sealed token set. */
  readonly records: readonly SealedRecords[]
}

/** A record as it was found; `garbled` is one that no key can be named for. */
export type FoundSeal =
  | { kind: 'sealed'; key: string; text: string; record: SealedRecord; keyId: string; opened: Opened }
  | { kind: 'garbled'; key: string }

/** Finds every sealed record and tries to open it, in batches; a batch may be empty. */
export async function* findSealed({ keyRing, records, ...deps }: SealedDeps): AsyncGenerator<FoundSeal[]> {
  for (const kind of records) {
    for await (const batch of scanTexts(deps, kind.pattern)) {
      yield batch.flatMap((found) => inspect({ keyRing, kind }, found) ?? [])
    }
  }
}

function inspect(
  { keyRing, kind }: { keyRing: KeyRing; kind: SealedRecords },
  { key, text }: FoundText,
): FoundSeal | undefined {
  const record = readQuietly(kind, { key, text })
  if (record === undefined) return undefined
  const keyId = record === 'garbled' ? undefined : keyIdOf(record.sealed)
  if (record === 'garbled' || keyId === undefined) return { kind: 'garbled', key }
  return { kind: 'sealed', key, text, record, keyId, opened: keyRing.open(record.context, record.sealed) }
}

/** One garbled record among a million must not hide the others. */
function readQuietly(kind: SealedRecords, { key, text }: FoundText): SealedRecord | 'garbled' | undefined {
  try {
    return kind.read(key, text)
  } catch {
    return 'garbled'
  }
}
