import type { SeedWorkspace } from '../../seed.ts'
import { seededTagsOf } from './seeded-tags.ts'
import type { Tag } from './seeded-tags.ts'

export type TagStore = ReturnType<typeof createTagStore>

/** The tags of one workspace; there are few, so they are kept. */
export function createTagStore(workspace: SeedWorkspace) {
  const tags = new Map(seededTagsOf(workspace).map((tag) => [tag.id, tag]))
  let lastId = 800
  return {
    list: (): Tag[] => [...tags.values()],
    find: (id: string): Tag | undefined => tags.get(id),
    /** Names are the same in any spelling of case. */
    named: (name: string): Tag | undefined =>
      [...tags.values()].find((tag) => tag.name.toLowerCase() === name.toLowerCase()),
    create(name: string): Tag {
      lastId += 1
      const tag = { id: String(lastId), name }
      tags.set(tag.id, tag)
      return tag
    },
    rename(tag: Tag, name: string): Tag {
      const renamed = { ...tag, name }
      tags.set(tag.id, renamed)
      return renamed
    },
  }
}
