import { createDraws } from '../draws.ts'
import type { ItemDraws } from '../draws.ts'
import type { AuthorReference, Conversation, ConversationPart, PartType } from './conversation.ts'
import { answerBody, messageBody, noteBody, topicOf } from './ordinary-texts.ts'

const partsOfConversationMax = 100_000

/** The id of the part at a position, unique in the workspace. */
export function partId(conversation: Conversation, position: number): string {
  return String(700_000_000_000 + conversation.index * partsOfConversationMax + position)
}

/**
 * Computes the seeded parts of conversations: an assignment, messages to and fro with a note now and then, and at the
 * end what made the conversation closed or snoozed.
 */
export function createSeededParts({
  workspaceId,
  adminIds,
}: {
  workspaceId: string
  adminIds: readonly string[]
}) {
  const drawsOf = createDraws(workspaceId, 'conversation parts')
  const drawsOfConversation = createDraws(workspaceId, 'conversations')

  function at(conversation: Conversation, position: number): ConversationPart {
    const draws = drawsOf(conversation.index * 1000 + position)
    const part_type = partTypeAt(conversation, position)
    const author = authorAt(conversation, { position, part_type })
    const isLast = position === conversation.seededParts - 1
    return {
      id: partId(conversation, position),
      part_type,
      body: bodyAt(conversation, { position, part_type, author, draws }),
      created_at: createdAt(conversation, position),
      assigned_to:
        part_type === 'assignment' && conversation.admin_assignee_id !== null
          ? { type: 'admin', id: conversation.admin_assignee_id }
          : null,
      author,
      attachments:
        part_type === 'comment' && draws.chance(0.05, 'attachment')
          ? [{ name: 'receipt.pdf', url: `https://downloads.example/${draws.bits('file')}/receipt.pdf` }]
          : [],
      state: isLast ? stateAfter(part_type) : 'open',
    }
  }

  function bodyAt(
    conversation: Conversation,
    part: { position: number; part_type: PartType; author: AuthorReference; draws: ItemDraws },
  ): string | null {
    const { position, part_type, author, draws } = part
    if (part_type === 'note') return noteBody(draws)
    if (part_type !== 'comment') return null
    const topic = topicOf(drawsOfConversation(conversation.index), conversation.source.author)
    const isOfTeam = author.kind === 'admin' || author.kind === 'bot'
    const turn = turnAt(conversation, position)
    return isOfTeam ? answerBody({ topic, turn, draws }) : messageBody({ topic, turn, draws })
  }

  function authorAt(
    conversation: Conversation,
    { position, part_type }: { position: number; part_type: PartType },
  ): AuthorReference {
    const adminId = conversation.admin_assignee_id ?? adminIds[position % adminIds.length]
    const admin: AuthorReference = adminId === undefined ? { kind: 'bot' } : { kind: 'admin', id: adminId }
    if (part_type === 'assignment') return { kind: 'bot' }
    if (part_type !== 'comment') return admin
    return position % 2 === 0 ? (conversation.contacts[0] ?? admin) : admin
  }

  return { at }
}

function partTypeAt(conversation: Conversation, position: number): PartType {
  if (position === conversation.seededParts - 1) {
    if (conversation.state === 'closed') return 'close'
    if (conversation.state === 'snoozed') return 'snoozed'
  }
  if (position === 0 && conversation.admin_assignee_id !== null) return 'assignment'
  return position % 7 === 5 ? 'note' : 'comment'
}

/** Evenly over the time that the conversation took; the last one made its `updated_at`. */
function createdAt({ created_at, updated_at, seededParts }: Conversation, position: number): number {
  return created_at + Math.floor(((updated_at - created_at) * (position + 1)) / seededParts)
}

/** How often the side that comments at a position has commented before: the sides take turns. */
function turnAt(conversation: Conversation, position: number): number {
  let turn = 0
  for (let before = position - 2; before >= 0; before -= 2) {
    if (partTypeAt(conversation, before) === 'comment') turn += 1
  }
  return turn
}

function stateAfter(part_type: PartType): ConversationPart['state'] {
  if (part_type === 'close') return 'closed'
  return part_type === 'snoozed' ? 'snoozed' : 'open'
}
