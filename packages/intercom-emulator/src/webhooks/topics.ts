import { z } from 'zod'

/** Kinds of data that a notification can carry. */
export type ItemKind = 'contact' | 'company' | 'conversation'

/** A topic for which the emulator knows what `data.item` looks like. */
interface KnownTopic {
  kind: ItemKind
  /** What the event itself has made of the item. */
  change?: Readonly<Record<string, unknown>>
  /** Notices of a deletion tell no more than what is gone. */
  isMinimal?: true
}

export const knownTopics: Readonly<Record<string, KnownTopic>> = {
  'contact.created': { kind: 'contact' },
  'contact.user.created': { kind: 'contact', change: { role: 'user' } },
  'contact.user.updated': { kind: 'contact', change: { role: 'user' } },
  'contact.lead.created': { kind: 'contact', change: { role: 'lead' } },
  'contact.lead.updated': { kind: 'contact', change: { role: 'lead' } },
  'contact.email.updated': { kind: 'contact' },
  'contact.archived': { kind: 'contact' },
  'contact.deleted': { kind: 'contact', isMinimal: true },
  'company.created': { kind: 'company' },
  'company.updated': { kind: 'company' },
  'company.deleted': { kind: 'company', isMinimal: true },
  'conversation.user.created': { kind: 'conversation', change: { open: true, state: 'open' } },
  'conversation.user.replied': { kind: 'conversation', change: { open: true, state: 'open' } },
  'conversation.admin.replied': { kind: 'conversation' },
  'conversation.admin.assigned': { kind: 'conversation' },
  'conversation.admin.opened': { kind: 'conversation', change: { open: true, state: 'open' } },
  'conversation.admin.closed': { kind: 'conversation', change: { open: false, state: 'closed' } },
  'conversation.admin.snoozed': { kind: 'conversation', change: { state: 'snoozed' } },
  'conversation.deleted': { kind: 'conversation', isMinimal: true },
}

const families =
  'admin|article|call|company|contact|conversation|conversation_part|content_stat|event|job|ticket|visitor|data_connector|api'

/** Any topic of Intercom's families; there is none for an uninstall, which has an address of its own. */
export const Topic = z
  .string()
  .max(100)
  .regex(new RegExp(`^(ping|(${families})(\\.[a-z_]+)+)$`), 'Not a topic of Intercom’s families.')
