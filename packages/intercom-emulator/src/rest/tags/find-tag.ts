import type { Tag } from '../../data/tags/seeded-tags.ts'
import type { TagStore } from '../../data/tags/tag-store.ts'
import { RestError } from '../operation.ts'

/** The tag of an id, which may come as a number. @throws RestError 404 `not_found` */
export function requireTag(tags: TagStore, id: unknown): Tag {
  const text = typeof id === 'number' ? String(id) : id
  const tag = typeof text === 'string' ? tags.find(text) : undefined
  if (tag === undefined) throw new RestError(404, { code: 'not_found', message: 'Resource Not Found' })
  return tag
}
