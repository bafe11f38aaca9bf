import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../secret-values.ts'
import type { SeedWorkspace } from '../seed.ts'
import { createCompanyStore } from './companies/company-store.ts'
import { createContactStore } from './contacts/contact-store.ts'
import { createConversationStore } from './conversations/conversation-store.ts'
import { createEventList } from './events/event-list.ts'
import { createInstallStatuses } from './install-status/install-status.ts'
import { createNoteStore } from './notes/note-store.ts'
import { createSegmentStore } from './segments/segment-store.ts'
import { createTagStore } from './tags/tag-store.ts'

/** What the stores of one workspace are made from. */
export interface DataContext {
  workspace: SeedWorkspace
  clock: Clock
  random: RandomBytes
}

export type WorkspaceData = ReturnType<typeof createWorkspaceData>

/**
 * Everything that one workspace holds, a store for each resource. Seeded items are computed from their index when
 * they are asked for; a store keeps only what was written since, so making one costs the same at every size.
 */
export function createWorkspaceData(context: DataContext) {
  const contacts = createContactStore(context)
  return {
    contacts,
    companies: createCompanyStore(context),
    notes: createNoteStore(context),
    tags: createTagStore(context.workspace),
    segments: createSegmentStore(context.workspace, contacts),
    conversations: createConversationStore(context),
    events: createEventList(),
    installStatuses: createInstallStatuses(),
  }
}
