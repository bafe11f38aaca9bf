import { takeCursorPage } from '../../paging/cursor-page.ts'
import { invalidCursor, readCursor } from '../../paging/cursor.ts'
import { readPerPage } from '../../paging/read-per-page.ts'
import { searchPage } from '../../search/search.ts'
import type { RestOperation } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { conversationAnswer, conversationItem } from './conversation-answer.ts'
import { conversationSource } from './conversation-source.ts'
import { requireConversation, viewOf } from './conversation-view.ts'

const perPageDefault = 20

/** Pages of conversations, searches, and one with its parts. */
export function readConversations(deps: OperationDeps): RestOperation[] {
  return [
    {
      route: 'GET /conversations',
      permission: 'read_conversations',
      handle(call) {
        const { conversations } = deps.data.of(call.caller.workspace)
        const { perPageAboveMax } = deps.switches()
        const perPage = readPerPage(call.query['per_page'], { standard: perPageDefault, perPageAboveMax })
        const cursor = readCursor(call.query['starting_after'])
        const before = cursor === undefined ? conversations.end() : conversations.indexOf(cursor.id)
        if (before === undefined) throw invalidCursor()
        const { items, pages } = takeCursorPage(conversations.newestFirst(before), {
          perPage,
          page: cursor?.page ?? 1,
          total: conversations.count(),
          positionOf: ({ created_at, id }) => ({ sortValue: created_at, id }),
        })
        const view = viewOf(call, deps)
        return {
          body: {
            type: 'conversation.list',
            pages,
            total_count: conversations.count(),
            conversations: items.map((item) => conversationItem(item, view)),
          },
        }
      },
    },
    {
      route: 'POST /conversations/search',
      permission: 'read_conversations',
      handle(call) {
        const view = viewOf(call, deps)
        const { items, pages, total } = searchPage(
          {
            body: call.body,
            version: call.version,
            perPageAboveMax: deps.switches().perPageAboveMax,
            scannedMax: deps.searchScannedMax,
          },
          conversationSource(view, { perPageDefault }),
        )
        return {
          body: {
            type: 'conversation.list',
            pages,
            total_count: total,
            conversations: items.map((item) => conversationItem(item, view)),
          },
        }
      },
    },
    {
      route: 'GET /conversations/:id',
      permission: 'read_conversations',
      handle(call) {
        const view = viewOf(call, deps)
        const conversation = requireConversation(view.data.conversations, call.params['id'])
        return { body: conversationAnswer(conversation, view) }
      },
    },
  ]
}
