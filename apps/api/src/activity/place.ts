import { ActivityPlace } from '@latchkey/shared/contract'

/** Before everything that can happen. */
export const firstPlace = '0-0'

/** Reads a place that a browser names; `undefined` for what can never have been one of ours. */
export function parsePlace(text: string): string | undefined {
  const { success, data } = ActivityPlace.safeParse(text)
  return success ? data : undefined
}

/** Tells which of two places comes first: negative, 0 or positive. */
export function comparePlaces(left: string, right: string): number {
  const [leftMs, leftCount] = numbersOf(left)
  const [rightMs, rightCount] = numbersOf(right)
  const difference = leftMs === rightMs ? leftCount - rightCount : leftMs - rightMs
  return Number(difference > 0n) - Number(difference < 0n)
}

function numbersOf(place: string): [bigint, bigint] {
  const [ms = '0', count = '0'] = place.split('-')
  return [BigInt(ms), BigInt(count)]
}
