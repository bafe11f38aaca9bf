import type { Conversation, ConversationPart } from '../../data/conversations/conversation.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { Switches } from '../../switches.ts'
import { apiVersions } from '../operation.ts'
import type { ApiVersion } from '../operation.ts'
import { authorAnswer, contactReferences } from './author-answer.ts'
import { plainText } from './plain-text.ts'

export interface ConversationView {
  version: ApiVersion
  workspace: SeedWorkspace
  data: WorkspaceData
  missingEmail: Switches['missingEmail']
  /** Bodies and subjects without their tags. */
  asPlainText: boolean
}

/** A conversation as lists have it, without its parts (Intercom's OpenAPI descriptions, `conversation`). */
export function conversationItem(conversation: Conversation, view: ConversationView) {
  const { version } = view
  const context = contextOf(view)
  return {
    type: 'conversation',
    id: conversation.id,
    created_at: conversation.created_at,
    updated_at: conversation.updated_at,
    waiting_since: conversation.waiting_since,
    snoozed_until: conversation.snoozed_until,
    source: sourceAnswer(conversation, view),
    contacts: { type: 'contact.list', contacts: contactReferences(conversation.contacts, context) },
    first_contact_reply: firstContactReply(conversation),
    admin_assignee_id: assigneeId(conversation.admin_assignee_id, version),
    team_assignee_id: assigneeId(conversation.team_assignee_id, version),
    open: conversation.state !== 'closed',
    state: conversation.state,
    read: conversation.read,
    tags: { type: 'tag.list', tags: tagsAnswer(conversation, view) },
    priority: priorityOf(conversation, version),
    sla_applied: null,
    statistics: conversation.statistics,
    conversation_rating: ratingAnswer(conversation, view),
    teammates: teammatesAnswer(conversation, version),
    title: conversation.title,
    topics: {},
    ...(isAtLeast('2.11', version) && {
      custom_attributes: conversation.custom_attributes,
      ticket: null,
      linked_objects: { type: 'list', data: [], total_count: 0, has_more: false },
      ai_agent: null,
      ai_agent_participated: false,
    }),
  }
}

/** A conversation with its most recent parts. */
export function conversationAnswer(conversation: Conversation, view: ConversationView) {
  const { conversations } = view.data
  return {
    ...conversationItem(conversation, view),
    conversation_parts: {
      type: 'conversation_part.list',
      conversation_parts: conversations.recentParts(conversation).map((part) => partAnswer(part, view)),
      total_count: conversations.partCount(conversation),
    },
  }
}

function partAnswer(part: ConversationPart, view: ConversationView) {
  return {
    type: 'conversation_part',
    id: part.id,
    part_type: part.part_type,
    body: part.body === null ? null : shown(part.body, view),
    created_at: part.created_at,
    updated_at: part.created_at,
    notified_at: part.created_at,
    assigned_to: part.assigned_to,
    author: authorAnswer(part.author, contextOf(view)),
    attachments: part.attachments.map(attachmentAnswer),
    external_id: null,
    redacted: false,
    ...(isAtLeast('2.14', view.version) && {
      metadata: {},
      email_message_metadata: null,
      state: part.state,
      tags: [],
      app_package_code: null,
    }),
  }
}

function sourceAnswer({ source }: Conversation, view: ConversationView) {
  return {
    type: source.type,
    id: source.id,
    delivered_as: source.delivered_as,
    subject: shown(source.subject, view),
    body: shown(source.body, view),
    author: authorAnswer(source.author, contextOf(view)),
    attachments: [],
    url: source.url,
    redacted: false,
  }
}

function attachmentAnswer({ name, url }: ConversationPart['attachments'][number]) {
  return {
    type: 'upload',
    name,
    url,
    content_type: name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream',
    filesize: 0,
    width: 0,
    height: 0,
  }
}

function firstContactReply({ first_contact_reply_at: created_at, source }: Conversation) {
  return created_at === null ? null : { created_at, type: source.type, url: source.url }
}

function tagsAnswer({ tags }: Conversation, { data }: ConversationView) {
  return tags.flatMap(({ id, applied_at, applied_by }) => {
    const tag = data.tags.find(id)
    if (tag === undefined) return []
    return [{ type: 'tag', ...tag, applied_at, applied_by: { type: 'admin', id: applied_by } }]
  })
}

function ratingAnswer({ rating, contacts }: Conversation, view: ConversationView) {
  const [contact] = contactReferences(contacts, contextOf(view))
  if (rating === null || contact === undefined) return null
  return {
    rating: rating.rating,
    remark: rating.remark,
    created_at: rating.created_at,
    ...(isAtLeast('2.14', view.version) && { updated_at: rating.created_at }),
    contact,
    teammate: { type: 'admin', id: rating.adminId },
  }
}

/** 2.11 alone promises a list where nobody takes part. */
function teammatesAnswer({ admin_assignee_id: id }: Conversation, version: ApiVersion) {
  if (id === null && version !== '2.11') return null
  return { type: 'admin.list', teammates: id === null ? [] : [{ type: 'admin', id }] }
}

/** Two values until 2.16, which has five. */
function priorityOf({ isPriority }: Conversation, version: ApiVersion): string {
  if (version === '2.16') return isPriority ? 'high' : 'none'
  return isPriority ? 'priority' : 'not_priority'
}

function shown(html: string, { asPlainText }: ConversationView): string {
  return asPlainText ? plainText(html) : html
}

/** Nobody is null until 2.16, where nobody is 0 (Intercom's OpenAPI descriptions, `conversation`). */
export function assigneeId(id: string | null, version: ApiVersion): number | null {
  if (id !== null) return Number(id)
  return version === '2.16' ? 0 : null
}

function isAtLeast(first: ApiVersion, version: ApiVersion): boolean {
  return apiVersions.indexOf(version) >= apiVersions.indexOf(first)
}

function contextOf({ workspace, data, missingEmail }: ConversationView) {
  return { workspace, contacts: data.contacts, missingEmail }
}
