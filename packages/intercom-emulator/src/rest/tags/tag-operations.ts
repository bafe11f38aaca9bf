import type { Tag } from '../../data/tags/seeded-tags.ts'
import type { OperationDeps } from '../operation-deps.ts'
import type { RestOperation } from '../operation.ts'
import { requireTag } from './find-tag.ts'
import { saveTag } from './save-tag.ts'

/** The tags of a workspace; those of contacts and conversations are with their resources. */
export function tagOperations({ data, clock }: OperationDeps): RestOperation[] {
  return [
    {
      route: 'GET /tags',
      permission: 'read_tags',
      handle: ({ caller }) => ({
        body: { type: 'list', data: data.of(caller.workspace).tags.list().map(tagAnswer) },
      }),
    },
    {
      route: 'GET /tags/:id',
      permission: 'read_tags',
      handle: ({ caller, params }) => ({
        body: tagAnswer(requireTag(data.of(caller.workspace).tags, params['id'])),
      }),
    },
    {
      route: 'POST /tags',
      permission: 'write_tags',
      handle({ caller, body, version }) {
        const applied = { applied_at: Math.floor(clock.now() / 1000), applied_by: caller.admin.id }
        const { tag, users, companies } = saveTag(body, { data: data.of(caller.workspace), applied })
        // Intercom's description has the lists from 2.16 on.
        return { body: { ...tagAnswer(tag), ...(version === '2.16' && { users, companies }) } }
      },
    },
  ]
}

function tagAnswer({ id, name }: Tag) {
  return { type: 'tag', id, name }
}
