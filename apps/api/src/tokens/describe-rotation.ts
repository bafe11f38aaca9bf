import { sum, type KeyCounts } from './count-keys.ts'
import { sealedWithOlder, type Rotation, type RotationProgress } from './rotate-keys.ts'

/** What a command says at its end: lines for a person, and whether all is well. */
export interface RotationReport {
  readonly lines: readonly string[]
  readonly ok: boolean
}

const few = (count: number) => count.toLocaleString('en')
const tokenSets = (count: number) => `${few(count)} token ${count === 1 ? 'set' : 'sets'}`
const byKeyId = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([keyId, count]) => `${keyId} ${few(count)}`).join(', ')

/** One line about how far it is. */
export function describeProgress({ sealed, total, byKey, elapsedMs }: RotationProgress): string {
  const aSecond = few(Math.round((sealed * 1_000) / Math.max(elapsedMs, 1)))
  return `${few(sealed)} of ${few(total)} sealed anew, ${aSecond} a second; by the key they had: ${byKeyId(byKey)}`
}

/** What a rotation came to. */
export function describeRotation(rotation: Rotation, first: string): RotationReport {
  switch (rotation.kind) {
    case 'wrong_key':
      return {
        lines: [
          `Nothing was changed: TOKEN_KEYS has another key under the id "${first}" than the one that sealed ${tokenSets(rotation.broken)}. Put the right one there.`,
        ],
        ok: false,
      }
    case 'stopped':
      return {
        lines: [
          `Stopped: ${tokenSets(rotation.sealed)} sealed anew${rotation.left === undefined ? ', the rest not counted' : `, ${few(rotation.left)} left`}. Run it again to go on.`,
        ],
        ok: false,
      }
    case 'finished':
      return describeEnd(rotation, first)
  }
}

function describeEnd(
  { sealed, after }: Extract<Rotation, { kind: 'finished' }>,
  first: string,
): RotationReport {
  const older = sealedWithOlder(after, first)
  const done =
    sealed === 0
      ? `Nothing to do: ${tokenSets(sum(after.opening))}, all sealed with the first key, "${first}".`
      : `Done: ${tokenSets(sealed)} sealed anew with "${first}".`
  const behind =
    `${tokenSets(older)} were sealed with an older key meanwhile: a server is still running with another first key. ` +
    'Give all of them the same TOKEN_KEYS, then run it again.'
  const counts = describeCounts(after, first)
  return { lines: [older > 0 ? behind : done, ...counts.lines], ok: older === 0 && counts.ok }
}

/** What there is by key, what cannot be opened, and which keys nothing needs any more. */
export function describeCounts(counts: KeyCounts, first: string): RotationReport {
  const { opening, missing, broken, garbled, complete } = counts
  const unused = [...opening]
    .filter(([keyId, count]) => complete && keyId !== first && count === 0 && !broken.has(keyId))
    .map(([keyId]) => keyId)
  const lines = [`By key${complete ? '' : ', of what was counted so far'}: ${byKeyId(opening)}.`]
  for (const [keyId, count] of missing) {
    lines.push(
      `Missing: ${tokenSets(count)} need the key "${keyId}", which is not in TOKEN_KEYS. Nothing was changed about them; put the key back at the end, or their people have to connect again.`,
    )
  }
  for (const [keyId, count] of broken) {
    lines.push(
      `Broken: ${tokenSets(count)} name the key "${keyId}" and do not open with it: it is another key under the same id, or they were altered or moved. Nothing was changed about them.`,
    )
  }
  if (garbled > 0) lines.push(`Broken: ${tokenSets(garbled)} name no key. Nothing was changed about them.`)
  if (unused.length > 0) {
    lines.push(
      `May be retired, once every server runs with "${first}" first: ${unused.join(', ')}. Nothing uses ${unused.length === 1 ? 'it' : 'them'} any more.`,
    )
  }
  return { lines, ok: missing.size === 0 && broken.size === 0 && garbled === 0 }
}
