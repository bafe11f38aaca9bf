import type { ItemDraws } from '../draws.ts'
import { seedEndsAt } from '../seeded-time.ts'

/** Seen in the last month of the seeded time: what the segment of active users asks for. */
export const activeSince = seedEndsAt - 30 * 86_400

/** Ways in which a user was last seen; the index decides, so that segments can be counted without a look at all. */
export function seenKind(index: number): 'active' | 'slipping' | 'never' {
  return (['active', 'slipping', 'never'] as const)[index % 3] ?? 'never'
}

interface Seen {
  index: number
  draws: ItemDraws
  createdAt: number
}

/** When a seeded contact was last seen, between its creation and the end of the seeded time. */
export function seededLastSeen({ index, draws, createdAt }: Seen): number | null {
  switch (seenKind(index)) {
    case 'active':
      return between({ draws, start: Math.max(createdAt, activeSince), end: seedEndsAt, purpose: 'seen' })
    case 'slipping':
      // Whoever came in the last month was just not seen yet.
      if (createdAt >= activeSince) return null
      return between({ draws, start: createdAt, end: activeSince, purpose: 'seen' })
    case 'never':
      return null
  }
}

/** A moment after the creation for a share of the contacts, `null` for the others. */
export function sometimesLater(
  { draws, createdAt }: Omit<Seen, 'index'>,
  { share, purpose }: { share: number; purpose: string },
): number | null {
  if (!draws.chance(share, `${purpose}?`)) return null
  return between({ draws, start: createdAt, end: seedEndsAt, purpose })
}

function between({
  draws,
  start,
  end,
  purpose,
}: {
  draws: ItemDraws
  start: number
  end: number
  purpose: string
}): number {
  return start + draws.below(Math.max(1, end - start), purpose)
}
