import type { AppliedTag } from '../contacts/contact.ts'

/** Who wrote something: looked up when it is shown, so that changes and deletions show. */
export type AuthorReference =
  | { kind: 'contact'; index: number }
  | { kind: 'admin'; id: string }
  | { kind: 'bot' }
  /** A contact that is no more. */
  | { kind: 'deleted'; id: string }

export type ConversationState = 'open' | 'closed' | 'snoozed'

export type PartType =
  'comment' | 'note' | 'quick_reply' | 'open' | 'close' | 'snoozed' | 'assignment' | 'assign_and_reopen'

/** Something that happened in a conversation after its start. Times are unix seconds. */
export interface ConversationPart {
  /** Digits. */
  id: string
  part_type: PartType
  /** HTML. */
  body: string | null
  created_at: number
  /** `null` for an assignment to nobody. */
  assigned_to: { type: 'admin' | 'team'; id: string } | null
  author: AuthorReference
  attachments: readonly { name: string; url: string }[]
  /** The state of the conversation after it. */
  state: ConversationState
}

/** A conversation as the emulator keeps it; fields named as Intercom names them. Times are unix seconds. */
export interface Conversation {
  index: number
  /** Digits. */
  id: string
  created_at: number
  updated_at: number
  waiting_since: number | null
  snoozed_until: number | null
  source: ConversationSource
  /** Who takes part, contacts that are no more included. */
  contacts: readonly (AuthorReference & { kind: 'contact' | 'deleted' })[]
  first_contact_reply_at: number | null
  admin_assignee_id: string | null
  team_assignee_id: string | null
  state: ConversationState
  read: boolean
  isPriority: boolean
  title: string | null
  tags: readonly AppliedTag[]
  rating: ConversationRating | null
  statistics: Readonly<Record<string, number | string>> | null
  custom_attributes: Readonly<Record<string, string | number>>
  /** How many parts are computed; the written ones follow them. */
  seededParts: number
  writtenParts: readonly ConversationPart[]
}

export interface ConversationSource {
  id: string
  type: 'conversation' | 'email' | 'facebook' | 'whatsapp'
  delivered_as: 'customer_initiated' | 'admin_initiated' | 'operator_initiated'
  /** HTML, `null` in a few. */
  subject: string
  /** HTML. */
  body: string
  author: AuthorReference
  url: string | null
}

export interface ConversationRating {
  rating: number
  remark: string
  created_at: number
  adminId: string
}
