import type { Conversation } from '../../data/conversations/conversation.ts'
import { booleanField, dateField, integerField, textField } from '../../search/search-field.ts'
import type { FieldValue, SearchField } from '../../search/search-field.ts'
import type { SearchSource } from '../../search/search-source.ts'
import { authorAnswer, contactReferences } from './author-answer.ts'
import type { ConversationView } from './conversation-answer.ts'
import { assigneeId, conversationItem } from './conversation-answer.ts'
import { plainText } from './plain-text.ts'

type Field = SearchField<Conversation>

const text = (value: Field['value']): Field => textField({ value })
const statistic =
  (name: string): Field['value'] =>
  ({ statistics }) =>
    statistics?.[name]

const statisticDates = [
  'first_contact_reply_at',
  'first_assignment_at',
  'first_admin_reply_at',
  'first_close_at',
  'last_assignment_at',
  'last_assignment_admin_reply_at',
  'last_contact_reply_at',
  'last_admin_reply_at',
  'last_close_at',
]
const statisticCounts = [
  'time_to_assignment',
  'time_to_admin_reply',
  'time_to_first_close',
  'time_to_last_close',
  'median_time_to_reply',
  'count_reopens',
  'count_assignments',
  'count_conversation_parts',
]

/** What Intercom's table for "Search conversations" names and a conversation holds by itself. */
const ownFields: Readonly<Record<string, Field>> = {
  created_at: dateField((conversation) => conversation.created_at),
  updated_at: dateField((conversation) => conversation.updated_at),
  waiting_since: dateField((conversation) => conversation.waiting_since),
  snoozed_until: dateField((conversation) => conversation.snoozed_until),
  'source.type': text(({ source }) => source.type),
  'source.id': text(({ source }) => source.id),
  'source.delivered_as': text(({ source }) => source.delivered_as),
  'source.subject': text(({ source }) => plainText(source.subject)),
  // Compared word by word, as Intercom does.
  'source.body': text(({ source }) => plainText(source.body).split(/[^\p{L}\p{N}]+/u)),
  'source.url': text(({ source }) => source.url),
  teammate_ids: text((conversation) => conversation.admin_assignee_id),
  channel_initiated: text(({ source }) => source.type),
  open: booleanField(({ state }) => state !== 'closed'),
  read: booleanField(({ read }) => read),
  state: text(({ state }) => state),
  tag_ids: text(({ tags }) => tags.map(({ id }) => id)),
  ai_agent_participated: booleanField(() => false),
  'conversation_rating.score': integerField(({ rating }) => rating?.rating),
  'conversation_rating.remark': text(({ rating }) => rating?.remark),
  'conversation_rating.requested_at': dateField(({ rating }) => rating?.created_at),
  'conversation_rating.replied_at': dateField(({ rating }) => rating?.created_at),
  'statistics.last_closed_by_id': text(statistic('last_closed_by_id')),
  ...Object.fromEntries(statisticDates.map((name) => [`statistics.${name}`, dateField(statistic(name))])),
  ...Object.fromEntries(statisticCounts.map((name) => [`statistics.${name}`, integerField(statistic(name))])),
}

/** The conversations of a workspace, for searching. */
export function conversationSource(
  view: ConversationView,
  { perPageDefault }: { perPageDefault: number },
): SearchSource<Conversation> {
  const { conversations, contacts } = view.data
  const { workspace, missingEmail } = view
  const context = { workspace, contacts, missingEmail }
  const author = (read: (answer: ReturnType<typeof authorAnswer>) => FieldValue): Field =>
    text(({ source }) => read(authorAnswer(source.author, context)))
  return {
    fields: {
      ...ownFields,
      id: textField({
        value: ({ id }) => id,
        find: (id) => [conversations.find(id)].filter((found) => found !== undefined),
      }),
      admin_assignee_id: integerField((conversation) =>
        assigneeId(conversation.admin_assignee_id, view.version),
      ),
      team_assignee_id: integerField((conversation) =>
        assigneeId(conversation.team_assignee_id, view.version),
      ),
      priority: text((conversation) => conversationItem(conversation, view).priority),
      contact_ids: text((conversation) =>
        contactReferences(conversation.contacts, context).map(({ id }) => id),
      ),
      'source.author.id': author(({ id }) => id),
      'source.author.type': author(({ type }) => type),
      'source.author.name': author(({ name }) => name),
      'source.author.email': author(({ email }) => email),
    },
    otherField: customAttribute,
    newestFirst: () => conversations.newestFirst(),
    idOf: ({ id }) => id,
    perPageDefault,
    dates: { by: 'second' },
  }
}

function customAttribute(name: string): Field | undefined {
  const prefix = 'custom_attributes.'
  if (!name.startsWith(prefix)) return undefined
  const attribute = name.slice(prefix.length)
  if (attribute === 'Parcels')
    return integerField((conversation) => conversation.custom_attributes[attribute])
  return attribute === 'Order number'
    ? text((conversation) => conversation.custom_attributes[attribute])
    : undefined
}
