import type { RestOperation } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { changeConversation } from './change-conversation.ts'
import { readConversations } from './read-conversations.ts'
import { replyToConversation } from './reply-to-conversation.ts'

/** Conversations: reading, searching, replying, and changing their state. */
export function conversationOperations(deps: OperationDeps): RestOperation[] {
  return [...readConversations(deps), replyToConversation(deps), changeConversation(deps)]
}
