import { z } from 'zod'
import type { Conversation } from '../../data/conversations/conversation.ts'
import { takesPart } from '../../data/conversations/conversation-store.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import { requirePerson } from '../contacts/find-person.ts'
import type { RestCall, RestOperation } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { missingParameter, readBody } from '../read-body.ts'
import { conversationAnswer } from './conversation-answer.ts'
import { conversationNotFound, requireConversation, viewOf } from './conversation-view.ts'
import { messageHtml } from './message-html.ts'
import { adminIdField, requireAdmin } from './require-admin.ts'

const attachmentsMax = 10
const shared = {
  body: z.string().min(1).optional(),
  attachment_urls: z.array(z.url()).max(attachmentsMax).optional(),
}

const ContactReply = z.object({
  type: z.literal('user'),
  message_type: z.literal('comment'),
  intercom_user_id: z.string().min(1).optional(),
  user_id: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  ...shared,
})

const AdminReply = z.object({
  type: z.literal('admin'),
  message_type: z.enum(['comment', 'note', 'quick_reply']),
  admin_id: adminIdField,
  reply_options: z.array(z.looseObject({ text: z.string(), uuid: z.uuid() })).optional(),
  ...shared,
})

const Reply = z.object({ type: z.enum(['user', 'admin']) })

/** What a contact or an admin says in a conversation; to `last`, a contact's newest one, only the contact. */
export function replyToConversation(deps: OperationDeps): RestOperation {
  return {
    route: 'POST /conversations/:id/reply',
    permission: 'write_conversations',
    handle(call) {
      const view = viewOf(call, deps)
      const { type } = readBody(Reply, call.body)
      const now = Math.floor(deps.clock.now() / 1000)
      const changed =
        type === 'user' ? replyOfContact(call, { data: view.data, now }) : replyOfAdmin(call, view.data)
      return { body: conversationAnswer(changed, view) }
    },
  }
}

/** A contact's reply opens what was closed or snoozed, and begins the wait for an answer. */
function replyOfContact(
  { body, params }: RestCall,
  { data, now }: { data: WorkspaceData; now: number },
): Conversation {
  const reply = readBody(ContactReply, body)
  const { intercom_user_id: id, user_id, email } = reply
  const contact = requirePerson(data.contacts, { id, user_id, email, idField: 'intercom_user_id' })
  const conversation =
    params['id'] === 'last'
      ? data.conversations.lastOf(contact.index)
      : requireConversation(data.conversations, params['id'])
  if (conversation === undefined) throw conversationNotFound()
  if (reply.body === undefined && reply.attachment_urls === undefined) throw missingParameter('body')
  const author = { kind: 'contact' as const, index: contact.index }
  const isParticipant = takesPart(conversation, contact.index)
  return data.conversations.addPart(conversation, {
    part: {
      part_type: conversation.state === 'open' ? 'comment' : 'open',
      body: reply.body === undefined ? null : messageHtml(reply.body),
      assigned_to: null,
      author,
      attachments: attachmentsOf(reply.attachment_urls),
      state: 'open',
    },
    changes: {
      snoozed_until: null,
      waiting_since: conversation.waiting_since ?? now,
      first_contact_reply_at: conversation.first_contact_reply_at ?? now,
      read: false,
      contacts: isParticipant ? conversation.contacts : [...conversation.contacts, author],
    },
  })
}

/** An admin's comment ends the wait; a note changes nothing. */
function replyOfAdmin({ body, params, caller }: RestCall, data: WorkspaceData): Conversation {
  const reply = readBody(AdminReply, body)
  const conversation = requireConversation(data.conversations, params['id'])
  const adminId = requireAdmin(caller.workspace, reply.admin_id)
  const isQuickReply = reply.message_type === 'quick_reply'
  if (isQuickReply && reply.reply_options === undefined) throw missingParameter('reply_options')
  const saysNothing = reply.body === undefined && reply.attachment_urls === undefined
  if (!isQuickReply && saysNothing) throw missingParameter('body')
  return data.conversations.addPart(conversation, {
    part: {
      part_type: reply.message_type,
      body: reply.body === undefined ? null : messageHtml(reply.body),
      assigned_to: null,
      author: { kind: 'admin', id: adminId },
      attachments: attachmentsOf(reply.attachment_urls),
      state: conversation.state,
    },
    changes: reply.message_type === 'comment' ? { waiting_since: null, read: true } : {},
  })
}

function attachmentsOf(urls: readonly string[] = []) {
  return urls.map((url) => ({ url, name: url.slice(url.lastIndexOf('/') + 1) || 'attachment' }))
}
