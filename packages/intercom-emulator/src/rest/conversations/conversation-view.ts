import type { Conversation } from '../../data/conversations/conversation.ts'
import type { ConversationStore } from '../../data/conversations/conversation-store.ts'
import { RestError } from '../operation.ts'
import type { RestCall } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import type { ConversationView } from './conversation-answer.ts'

/** How conversations in the answer to a call are shown. */
export function viewOf(
  { caller: { workspace }, version, query }: RestCall,
  { data, switches }: OperationDeps,
): ConversationView {
  return {
    version,
    workspace,
    data: data.of(workspace),
    missingEmail: switches().missingEmail,
    asPlainText: query['display_as'] === 'plaintext',
  }
}

/** The conversation of an id. @throws RestError 404 `not_found` */
export function requireConversation(conversations: ConversationStore, id: string | undefined): Conversation {
  const conversation = id === undefined ? undefined : conversations.find(id)
  if (conversation === undefined) throw conversationNotFound()
  return conversation
}

export function conversationNotFound(): RestError {
  return new RestError(404, { code: 'not_found', message: 'Resource Not Found' })
}
