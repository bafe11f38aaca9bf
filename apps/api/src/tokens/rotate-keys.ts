import { persist, replaceText } from '#api/platform/redis/index.ts'
import { countKeys, raise, sum, type KeyCounts } from './count-keys.ts'
import { findSealed, type FoundSeal, type SealedDeps } from './find-sealed.ts'

/** How far it is: `total` is what is known to be needed so far, `byKey` what was sealed anew by the key it had. */
export interface RotationProgress {
  readonly sealed: number
  readonly total: number
  readonly byKey: ReadonlyMap<string, number>
  /** Since the first was sealed anew, counting apart. */
  readonly elapsedMs: number
}

/**
 * How it ended. `wrong_key`: the first key opens nothing of what names it, so nothing was changed. `stopped`: by the
 * signal, with `left` token sets still under an older key, if they had been counted.
 */
export type Rotation =
  | { kind: 'finished'; sealed: number; after: KeyCounts }
  | { kind: 'wrong_key'; keyId: string; broken: number }
  | { kind: 'stopped'; sealed: number; left: number | undefined }

export interface RotationOptions {
  /** Ends it after the batch that is being sealed. */
  readonly signal?: AbortSignal | undefined
  /** How many token sets may be sealed anew in a second. */
  readonly perSecond?: number | undefined
  readonly onProgress?: ((progress: RotationProgress) => void) | undefined
}

/** A server that still seals with an older key would keep this going for ever. */
const roundsMax = 5
/** How long Redis may be away, in milliseconds. */
const patienceMs = 10_000

/**
 * Seals every stored token set anew with the first key, beside running servers.
 *
 * Each is replaced only while it is exactly what was read: a connect, a disconnect or an answer that comes between
 * wins, and nothing that was erased comes back. Connection, generation and time to live stay. What cannot be opened,
 * because its key is missing or it was altered, is left as it is and counted. It may be ended at any moment, also by
 * force, and begun again; what is done stays done.
 *
 * @throws StoreUnavailable when Redis is away for over ten seconds
 */
export async function rotateKeys(deps: SealedDeps, options: RotationOptions = {}): Promise<Rotation> {
  const { signal } = options
  const [first] = deps.keyRing.keyIds
  const sealed = new Map<string, number>()
  let after = await countKeys(deps, { signal })
  const broken = after.broken.get(first) ?? 0
  if (broken > 0 && after.opening.get(first) === 0) return { kind: 'wrong_key', keyId: first, broken }
  const startedAt = deps.clock.now()
  for (let round = 0; round < roundsMax && after.complete && sealedWithOlder(after, first) > 0; round += 1) {
    const total = sum(sealed) + sealedWithOlder(after, first)
    await sealAll(deps, { ...options, sealed, total, startedAt })
    if (signal?.aborted === true) {
      return { kind: 'stopped', sealed: sum(sealed), left: Math.max(total - sum(sealed), 0) }
    }
    after = await countKeys(deps, { signal })
  }
  return after.complete
    ? { kind: 'finished', sealed: sum(sealed), after }
    : { kind: 'stopped', sealed: sum(sealed), left: undefined }
}

/** How many token sets open with a key that is not the first. */
export function sealedWithOlder({ opening }: KeyCounts, first: string): number {
  return sum(opening) - (opening.get(first) ?? 0)
}

/** One round over everything there is; what it did is added to `sealed`, by the key that each had. */
async function sealAll(
  deps: SealedDeps,
  {
    sealed,
    total,
    startedAt,
    signal,
    perSecond = Infinity,
    onProgress,
  }: RotationOptions & { sealed: Map<string, number>; total: number; startedAt: number },
): Promise<void> {
  const { clock, keyRing } = deps
  for await (const batch of findSealed(deps)) {
    if (signal?.aborted === true) return
    const older = batch.filter((found) => found.kind === 'sealed' && found.keyId !== keyRing.keyIds[0])
    if (older.length === 0) continue
    const replaced = await Promise.all(older.map((found) => sealOne(deps, found)))
    for (const keyId of replaced) if (keyId !== undefined) raise(sealed, keyId)
    const elapsedMs = clock.now() - startedAt
    onProgress?.({ sealed: sum(sealed), total: Math.max(total, sum(sealed)), byKey: sealed, elapsedMs })
    const aheadMs = (sum(sealed) / perSecond) * 1_000 - elapsedMs
    // The signal ends the wait, too.
    if (aheadMs > 0) await clock.sleep(aheadMs, signal === undefined ? {} : { signal }).catch(() => undefined)
  }
}

/** The id of the key that it had; `undefined` for one that does not open, or that somebody else wrote meanwhile. */
async function sealOne(deps: SealedDeps, found: FoundSeal): Promise<string | undefined> {
  if (found.kind === 'garbled' || found.opened.kind !== 'opened') return undefined
  const { key, text, record, keyId, opened } = found
  const to = record.withSealed(deps.keyRing.seal(record.context, opened.text))
  const isReplaced = await persist({ ...deps, patienceMs }, () =>
    replaceText(deps.store, { key, from: text, to }),
  )
  return isReplaced ? keyId : undefined
}
