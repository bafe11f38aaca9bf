import * as z from 'zod'
import { cursorListFields } from '../../paging/list-answer.ts'
import {
  id,
  shownAttributes,
  shownAuthor,
  shownFlag,
  shownId,
  shownNumber,
  shownReference,
  shownReferences,
  shownText,
} from '../fields.ts'

/** Up to 500 parts of HTML, or 150 first messages of it, may be more than other answers are allowed. */
export const CONVERSATION_BYTES_MAX = 33_554_432

const partSchema = z.looseObject({
  id,
  part_type: shownText,
  /** HTML, written by anyone: never put it into a page as it is. */
  body: shownText,
  created_at: shownNumber,
  updated_at: shownNumber,
  author: shownAuthor,
  assigned_to: shownReference,
  redacted: shownFlag,
})

/** One message, note or event of a conversation. */
export type ConversationPart = z.output<typeof partSchema>

const sourceSchema = z.looseObject({
  id: shownId,
  type: shownText,
  delivered_as: shownText,
  subject: shownText,
  /** HTML, written by anyone: never put it into a page as it is. */
  body: shownText,
  url: shownText,
  author: shownAuthor,
})

const ratingSchema = z.looseObject({
  rating: shownNumber,
  remark: shownText,
  contact: shownReference,
  teammate: shownReference,
})

/** Who a conversation is assigned to: null is nobody, and so is 0, which is what version 2.16 sends for it. */
const assigneeId = id
  .transform((value) => (value === '0' ? null : value))
  .nullish()
  .catch(undefined)

export const conversationSchema = z.looseObject({
  id,
  title: shownText,
  state: shownText,
  open: shownFlag,
  read: shownFlag,
  priority: shownText,
  created_at: shownNumber,
  updated_at: shownNumber,
  waiting_since: shownNumber,
  snoozed_until: shownNumber,
  admin_assignee_id: assigneeId,
  team_assignee_id: assigneeId,
  source: sourceSchema.nullish().catch(undefined),
  contacts: z.looseObject({ contacts: shownReferences }).nullish().catch(undefined),
  teammates: z.looseObject({ teammates: shownReferences }).nullish().catch(undefined),
  tags: z.looseObject({ tags: shownReferences }).nullish().catch(undefined),
  conversation_rating: ratingSchema.nullish().catch(undefined),
  statistics: z.looseObject({ last_closed_by_id: shownId }).nullish().catch(undefined),
  custom_attributes: shownAttributes,
  // What was said is what a conversation is read for: a part without an id is a bad answer, not a gap.
  conversation_parts: z
    .looseObject({ conversation_parts: z.array(partSchema), total_count: shownNumber })
    .nullish(),
})

/** A conversation. Lists leave `conversation_parts` out; elsewhere it holds the 500 newest at most. */
export type Conversation = z.output<typeof conversationSchema>

/** What the list and the search of conversations answer. */
export const conversationListSchema = z.looseObject({
  conversations: z.array(conversationSchema),
  ...cursorListFields,
})
