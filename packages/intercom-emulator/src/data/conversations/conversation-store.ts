import type { Clock } from '../../clock.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { createOverlay } from '../overlay.ts'
import type { Conversation, ConversationPart } from './conversation.ts'
import { createSeededConversations } from './seeded-conversation.ts'
import { createSeededParts, partId } from './seeded-parts.ts'

/** The most parts that an answer has: the most recent ones (Intercom, "Retrieve a conversation"). */
export const shownPartsMax = 500

/** How many conversations, the newest first, are looked at for a contact's last one. */
const searchedForLastMax = 20_000

/** What a new part says; the store gives it its id and time. */
export type NewPart = Omit<ConversationPart, 'id' | 'created_at'>

export type ConversationStore = ReturnType<typeof createConversationStore>

/** The conversations of one workspace: seeded ones, and the parts that were written to them since. */
export function createConversationStore({ workspace, clock }: { workspace: SeedWorkspace; clock: Clock }) {
  const seeded = createSeededConversations(workspace)
  const seededParts = createSeededParts({ workspaceId: workspace.id, adminIds: seeded.adminIds })
  const overlay = createOverlay({ seededCount: workspace.size.conversations, seeded: seeded.at })

  return {
    count: overlay.count,
    end: overlay.end,
    /** The newest first; with `before`, only those of a smaller index. */
    newestFirst: (before?: number) => overlay.newestFirst(before),
    /** The index inside an id of this workspace, whether or not there is such a conversation. */
    indexOf: (id: string) => seeded.ids.indexOf(id),

    find(id: string): Conversation | undefined {
      const index = seeded.ids.indexOf(id)
      return index === undefined ? undefined : overlay.at(index)
    },

    /** The newest conversation that a contact takes part in, among the newest twenty thousand. */
    lastOf(contactIndex: number): Conversation | undefined {
      let searched = 0
      for (const conversation of overlay.newestFirst()) {
        if (takesPart(conversation, contactIndex)) return conversation
        searched += 1
        if (searched === searchedForLastMax) return undefined
      }
      return undefined
    },

    partCount: ({ seededParts: count, writtenParts }: Conversation): number => count + writtenParts.length,

    /** The most recent parts, the oldest first. */
    recentParts({ index, seededParts: count, writtenParts }: Conversation): ConversationPart[] {
      const written = writtenParts.slice(-shownPartsMax)
      const shownSeeded = Math.min(count, shownPartsMax - written.length)
      // What was written since must not change what happened before.
      const asSeeded = seeded.at(index)
      const positions = Array.from({ length: shownSeeded }, (_, position) => count - shownSeeded + position)
      return [...positions.map((position) => seededParts.at(asSeeded, position)), ...written]
    },

    /** Adds a part, with the emulator's time, and what it changes of the conversation. */
    addPart(
      conversation: Conversation,
      { part, changes }: { part: NewPart; changes: Partial<Conversation> },
    ) {
      const now = Math.floor(clock.now() / 1000)
      const position = conversation.seededParts + conversation.writtenParts.length
      const added: ConversationPart = { ...part, id: partId(conversation, position), created_at: now }
      const changed: Conversation = {
        ...conversation,
        ...changes,
        state: part.state,
        updated_at: now,
        writtenParts: [...conversation.writtenParts, added],
      }
      overlay.replace(conversation.index, changed)
      return changed
    },
  }
}

/** Whether a contact takes part, and is still known as one. */
export function takesPart({ contacts }: Conversation, contactIndex: number): boolean {
  return contacts.some((contact) => contact.kind === 'contact' && contact.index === contactIndex)
}
