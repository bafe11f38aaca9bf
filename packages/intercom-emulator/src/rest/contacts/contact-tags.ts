import { z } from 'zod'
import type { AppliedTag } from '../../data/contacts/contact.ts'
import type { Tag } from '../../data/tags/seeded-tags.ts'
import type { TagStore } from '../../data/tags/tag-store.ts'
import type { OperationDeps } from '../operation-deps.ts'
import type { RestOperation } from '../operation.ts'
import { readBody } from '../read-body.ts'
import { requireTag } from '../tags/find-tag.ts'
import { requireContact } from './find-contact.ts'

const TagReference = z.object({ id: z.union([z.string().min(1), z.int()]) })

/** The tags of a contact: all of them, one more, one less. */
export function contactTagOperations({ data, clock }: OperationDeps): RestOperation[] {
  return [
    {
      route: 'GET /contacts/:id/tags',
      permission: 'read_tags',
      handle({ caller, params }) {
        const { contacts, tags } = data.of(caller.workspace)
        const contact = requireContact(contacts, params['id'] ?? '')
        return { body: { type: 'list', data: contact.tags.flatMap((applied) => shown(applied, tags)) } }
      },
    },
    {
      route: 'POST /contacts/:id/tags',
      permission: 'write_tags',
      handle({ caller, params, body }) {
        const { contacts, tags } = data.of(caller.workspace)
        const contact = requireContact(contacts, params['id'] ?? '')
        const tag = requireTag(tags, readBody(TagReference, body).id)
        const before = contact.tags.find(({ id }) => id === tag.id)
        if (before !== undefined) return { body: tagAnswer(tag, before) }
        const now = Math.floor(clock.now() / 1000)
        const applied = { id: tag.id, applied_at: now, applied_by: caller.admin.id }
        contacts.setTags(contact, [...contact.tags, applied])
        return { body: tagAnswer(tag, applied) }
      },
    },
    {
      route: 'DELETE /contacts/:id/tags/:tagId',
      permission: 'write_tags',
      handle({ caller, params }) {
        const { contacts, tags } = data.of(caller.workspace)
        const contact = requireContact(contacts, params['id'] ?? '')
        const tag = requireTag(tags, params['tagId'])
        const applied = contact.tags.find(({ id }) => id === tag.id)
        contacts.setTags(
          contact,
          contact.tags.filter(({ id }) => id !== tag.id),
        )
        return { body: tagAnswer(tag, applied ?? null) }
      },
    },
  ]
}

function shown(applied: AppliedTag, tags: TagStore) {
  const tag = tags.find(applied.id)
  return tag === undefined ? [] : [tagAnswer(tag, applied)]
}

/** A tag on a contact; without application where it was not there to be taken off. */
function tagAnswer({ id, name }: Tag, applied: AppliedTag | null) {
  return {
    type: 'tag',
    id,
    name,
    applied_at: applied?.applied_at ?? null,
    applied_by: applied === null ? null : { type: 'admin', id: applied.applied_by },
  }
}
