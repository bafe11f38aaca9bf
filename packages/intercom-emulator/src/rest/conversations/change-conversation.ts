import { z } from 'zod'
import { teamsOf } from '../../data/teams/teams.ts'
import type { Conversation, PartType } from '../../data/conversations/conversation.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { RestError } from '../operation.ts'
import type { RestOperation } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { readBody } from '../read-body.ts'
import { conversationAnswer } from './conversation-answer.ts'
import { requireConversation, viewOf } from './conversation-view.ts'
import { messageHtml } from './message-html.ts'
import { adminIdField, requireAdmin } from './require-admin.ts'

const shared = { admin_id: adminIdField }
const body = z.string().min(1).optional()

const Change = z.object({ message_type: z.enum(['close', 'open', 'snoozed', 'assignment']) })
const Close = z.object({ ...shared, type: z.literal('admin'), body })
const Open = z.object(shared)
const Snooze = z.object({ ...shared, snoozed_until: z.int() })
const Assignment = z.object({
  ...shared,
  type: z.enum(['admin', 'team']),
  assignee_id: adminIdField,
  body,
})

/** What a change does: the part that tells of it, and what is different afterwards. */
interface Effect {
  part_type: PartType
  state: Conversation['state']
  body?: string | undefined
  assigned_to?: { type: 'admin' | 'team'; id: string } | null
  changes: Partial<Conversation>
}

/** Closes, opens, snoozes or assigns a conversation, in the name of an admin. */
export function changeConversation(deps: OperationDeps): RestOperation {
  return {
    route: 'POST /conversations/:id/parts',
    permission: 'write_conversations',
    handle(call) {
      const { workspace } = call.caller
      const view = viewOf(call, deps)
      const { message_type } = readBody(Change, call.body)
      const { admin_id } = readBody(Open, call.body)
      const conversation = requireConversation(view.data.conversations, call.params['id'])
      const adminId = requireAdmin(workspace, admin_id)
      const effect = effects[message_type](call.body, {
        conversation,
        workspace,
        now: Math.floor(deps.clock.now() / 1000),
      })
      const changed = view.data.conversations.addPart(conversation, {
        part: {
          part_type: effect.part_type,
          body: effect.body === undefined ? null : messageHtml(effect.body),
          assigned_to: effect.assigned_to ?? null,
          author: { kind: 'admin', id: adminId },
          attachments: [],
          state: effect.state,
        },
        changes: effect.changes,
      })
      return { body: conversationAnswer(changed, view) }
    },
  }
}

type MakeEffect = (
  input: unknown,
  around: { conversation: Conversation; workspace: SeedWorkspace; now: number },
) => Effect

const effects: Record<z.output<typeof Change>['message_type'], MakeEffect> = {
  close: (input) => ({
    part_type: 'close',
    state: 'closed',
    body: readBody(Close, input).body,
    changes: { snoozed_until: null, waiting_since: null },
  }),
  open: () => ({ part_type: 'open', state: 'open', changes: { snoozed_until: null } }),
  snoozed(input, { now }) {
    const { snoozed_until } = readBody(Snooze, input)
    if (snoozed_until <= now) {
      const message = 'snoozed_until must be in the future'
      throw new RestError(422, { code: 'parameter_invalid', message, field: 'snoozed_until' })
    }
    return { part_type: 'snoozed', state: 'snoozed', changes: { snoozed_until, waiting_since: null } }
  },
  assignment(input, { conversation, workspace }) {
    const { type, assignee_id, body: text } = readBody(Assignment, input)
    const id = assigneeOf({ type, assignee_id }, workspace)
    return {
      part_type: conversation.state === 'closed' ? 'assign_and_reopen' : 'assignment',
      state: conversation.state === 'closed' ? 'open' : conversation.state,
      body: text,
      assigned_to: id === null ? null : { type, id },
      changes: type === 'admin' ? { admin_assignee_id: id } : { team_assignee_id: id },
    }
  },
}

/** The admin or team to assign to; `null` for the id 0, which takes the assignment away. */
function assigneeOf(
  { type, assignee_id }: { type: 'admin' | 'team'; assignee_id: string },
  workspace: SeedWorkspace,
): string | null {
  if (assignee_id === '0') return null
  if (type === 'admin') return requireAdmin(workspace, assignee_id)
  if (teamsOf(workspace).some(({ id }) => id === assignee_id)) return assignee_id
  throw new RestError(404, { code: 'team_not_found', message: 'Team not found', field: 'assignee_id' })
}
