import type { SeedWorkspace } from '../seed.ts'
import type { ItemDraws } from './draws.ts'

/** Nothing that is seeded happened after this moment: 1 January 2026, UTC; unix seconds. */
export const seedEndsAt = 1_767_225_600

/**
 * When the seeded item of an index came to be: unix seconds between the workspace's own start and `seedEndsAt`,
 * never earlier than the item of a smaller index, so that order by index is order by time.
 */
export function seededCreatedAt(
  { index, count, draws }: { index: number; count: number; draws: ItemDraws },
  workspace: SeedWorkspace,
): number {
  const share = (index + draws.below(1024, 'createdAt') / 1024) / Math.max(1, count)
  return workspace.createdAt + Math.floor(share * (seedEndsAt - workspace.createdAt))
}
