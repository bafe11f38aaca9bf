import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { AppliedTag } from '../contacts/contact.ts'
import { createDraws } from '../draws.ts'
import type { ItemDraws } from '../draws.ts'
import { createDigitIds } from '../item-ids.ts'
import { seededCreatedAt, seedEndsAt } from '../seeded-time.ts'
import { teamsOf } from '../teams/teams.ts'
import type { AuthorReference, Conversation, ConversationState } from './conversation.ts'
import { hostileBodyAt } from './hostile-bodies.ts'
import { openingBody, topicOf } from './ordinary-texts.ts'
import { seededStatistics } from './seeded-statistics.ts'

/** Places from the newest (0) of the conversations that are there to be found. */
export const oddPlaces = {
  /** Exactly as many parts as one answer holds. */
  fullOfParts: 1,
  /** More parts than one answer holds. */
  overfullOfParts: 2,
  /** Its author and only contact was deleted. */
  deletedAuthor: 4,
  /** An e-mail whose subject is empty. */
  withoutSubject: 5,
} as const

const seededTagIds = ['701', '702', '704', '706'] as const

/** Computes conversations from their index: the newest has the highest. */
export function createSeededConversations(workspace: SeedWorkspace) {
  const count = workspace.size.conversations
  const drawsOf = createDraws(workspace.id, 'conversations')
  const ids = createDigitIds(workspace.id, 'conversations')
  const adminIds = adminsOf(workspace).map(({ id }) => id)
  const teamIds = teamsOf(workspace).map(({ id }) => id)

  function at(index: number): Conversation {
    const draws = drawsOf(index)
    const place = count - 1 - index
    const created_at = seededCreatedAt({ index, count, draws }, workspace)
    const contact = contactOf({ draws, place }, workspace)
    const author = authorOf({ draws, place, contact, adminIds })
    const topic = topicOf(draws, author)
    const seededParts = partCount(draws, place)
    const lastsSeconds = Math.min(seedEndsAt - created_at, seededParts * (600 + draws.below(7200, 'pace')))
    const state = stateOf({ draws, seededParts })
    const updated_at = created_at + lastsSeconds
    const isEmail = place === oddPlaces.withoutSubject || draws.chance(0.2, 'email')
    const adminId = seededParts > 0 && draws.chance(0.7, 'assigned') ? pickId(adminIds, draws) : null
    const rating =
      state === 'closed' && adminId !== null && draws.chance(0.3, 'rated')
        ? { rating: 1 + draws.below(5, 'rating'), remark: remarkOf(draws), created_at: updated_at, adminId }
        : null
    return {
      index,
      id: ids.idOf(index),
      created_at,
      updated_at,
      waiting_since: state === 'open' && draws.chance(0.6, 'waiting') ? updated_at : null,
      snoozed_until: state === 'snoozed' ? seedEndsAt + 86_400 * (1 + draws.below(60, 'snoozed')) : null,
      source: {
        id: String(400_000_000 + index),
        type: isEmail
          ? 'email'
          : draws.pick(['conversation', 'conversation', 'facebook', 'whatsapp'], 'type'),
        delivered_as: deliveredAs(author),
        subject: isEmail && place !== oddPlaces.withoutSubject ? `<p>${topic.subject}</p>` : '',
        body: hostileBodyAt(place)?.html() ?? openingBody(draws, topic),
        author,
        url: draws.chance(0.3, 'url') ? 'https://shop.example/help?from=widget&x=1' : null,
      },
      contacts: [contact],
      first_contact_reply_at: author.kind === 'contact' || author.kind === 'deleted' ? created_at : null,
      admin_assignee_id: adminId,
      team_assignee_id: draws.chance(0.5, 'team') ? pickId(teamIds, draws) : null,
      state,
      read: draws.chance(0.7, 'read'),
      isPriority: draws.chance(0.1, 'priority'),
      title: draws.chance(isEmail ? 0.8 : 0.4, 'title') ? topic.subject : null,
      tags: tagsOf({ draws, created_at, adminIds }),
      rating,
      statistics: draws.chance(0.3, 'statistics.none')
        ? null
        : seededStatistics({ draws, created_at, updated_at, state, adminId, seededParts }),
      custom_attributes: attributesOf(draws),
      seededParts,
      writtenParts: [],
    }
  }

  return { ids, at, drawsOf, adminIds }
}

function contactOf(
  { draws, place }: { draws: ItemDraws; place: number },
  workspace: SeedWorkspace,
): Conversation['contacts'][number] {
  const isGone = place === oddPlaces.deletedAuthor || (place > 50 && draws.chance(0.01, 'deleted'))
  const { contacts } = workspace.size
  if (isGone || contacts === 0) {
    return { kind: 'deleted', id: (0x6000_0000 + draws.bits('gone')).toString(16).padStart(24, '0') }
  }
  return { kind: 'contact', index: draws.below(contacts, 'contact') }
}

function authorOf({
  draws,
  place,
  contact,
  adminIds,
}: {
  draws: ItemDraws
  place: number
  contact: Conversation['contacts'][number]
  adminIds: readonly string[]
}): AuthorReference {
  if (place === oddPlaces.deletedAuthor || hostileBodyAt(place) !== undefined) return contact
  const [adminId] = adminIds
  if (draws.chance(0.06, 'by bot')) return { kind: 'bot' }
  return draws.chance(0.1, 'by admin') && adminId !== undefined
    ? { kind: 'admin', id: pickId(adminIds, draws) ?? adminId }
    : contact
}

function deliveredAs(author: AuthorReference): Conversation['source']['delivered_as'] {
  if (author.kind === 'bot') return 'operator_initiated'
  return author.kind === 'admin' ? 'admin_initiated' : 'customer_initiated'
}

function partCount(draws: ItemDraws, place: number): number {
  if (place === oddPlaces.fullOfParts) return 500
  if (place === oddPlaces.overfullOfParts) return 640
  return draws.chance(0.15, 'parts.none') ? 0 : 1 + draws.below(12, 'parts')
}

/** Closing and snoozing are parts: without any a conversation is open. */
function stateOf({ draws, seededParts }: { draws: ItemDraws; seededParts: number }): ConversationState {
  if (seededParts === 0) return 'open'
  return draws.pick(['open', 'open', 'closed', 'closed', 'closed', 'snoozed'], 'state')
}

function remarkOf(draws: ItemDraws): string {
  return draws.pick(['', 'Very friendly', 'Zu langsam', '👍', '<b>never again</b>'], 'remark')
}

function tagsOf({
  draws,
  created_at,
  adminIds,
}: {
  draws: ItemDraws
  created_at: number
  adminIds: readonly string[]
}): AppliedTag[] {
  const applied_by = pickId(adminIds, draws) ?? ''
  return seededTagIds
    .filter((id) => draws.chance(0.1, `tag.${id}`))
    .map((id) => ({ id, applied_at: created_at, applied_by }))
}

function attributesOf(draws: ItemDraws): Record<string, string | number> {
  if (draws.chance(0.5, 'attributes.none')) return {}
  return {
    'Order number': `HB-${1000 + draws.below(9000, 'order')}`,
    ...(draws.chance(0.5, 'attributes.parcels') && { Parcels: draws.below(9, 'parcels') }),
  }
}

function pickId(ids: readonly string[], draws: ItemDraws): string | null {
  return ids[draws.below(ids.length, 'admin')] ?? null
}
