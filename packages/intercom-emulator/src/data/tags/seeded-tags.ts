import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { AppliedTag } from '../contacts/contact.ts'
import type { ItemDraws } from '../draws.ts'
import { seedEndsAt } from '../seeded-time.ts'

export interface Tag {
  /** Digits. */
  id: string
  name: string
}

/** The tags that a workspace with contacts starts with, and the share of contacts and companies that have each. */
const seededTags: readonly (Tag & { share: number })[] = [
  { id: '701', name: 'VIP', share: 0.05 },
  { id: '702', name: 'beta tester', share: 0.1 },
  { id: '703', name: 'Churn risk', share: 0.08 },
  { id: '704', name: 'Rückfrage nötig', share: 0.02 },
  { id: '705', name: '⭐ five stars', share: 0.04 },
  { id: '706', name: '<script>alert("tag")</script>', share: 0.01 },
  { id: '707', name: 'عميل مميز', share: 0.02 },
  {
    id: '708',
    name: `A tag with a name that does not end where one would expect it to ${'and on '.repeat(12)}`,
    share: 0.01,
  },
  { id: '709', name: 'unused', share: 0 },
]

/** The tags of a workspace; an empty workspace has none. */
export function seededTagsOf(workspace: SeedWorkspace): Tag[] {
  return workspace.size.contacts === 0 ? [] : seededTags.map(({ id, name }) => ({ id, name }))
}

/** The tags that a seeded contact has; half of the contacts have none. */
export function tagsOfContact(
  { draws, createdAt }: { draws: ItemDraws; createdAt: number },
  workspace: SeedWorkspace,
): AppliedTag[] {
  if (draws.chance(0.5, 'tags.none')) return []
  const admins = adminsOf(workspace)
  return seededTags
    .filter(({ id, share }) => draws.chance(share * 2, `tag.${id}`))
    .map(({ id }) => ({
      id,
      applied_at: createdAt + draws.below(Math.max(1, seedEndsAt - createdAt), `tag.${id}.at`),
      applied_by: admins[draws.below(admins.length, `tag.${id}.by`)]?.id ?? '',
    }))
}

/** The ids of the tags that a seeded company has. */
export function tagsOfCompany(draws: ItemDraws): string[] {
  return seededTags.filter(({ id, share }) => draws.chance(share * 2, `tag.${id}`)).map(({ id }) => id)
}
