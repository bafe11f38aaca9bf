import type { Call, CallOptions } from '../../call/operation.ts'
import type { Page } from '../../paging/page.ts'
import { requireSeconds, requireTexts } from '../input-checks.ts'
import { cursorList, searchList } from '../list-pages.ts'
import type { ListInput, SearchInput } from '../list-pages.ts'
import { CONVERSATION_BYTES_MAX, conversationListSchema, conversationSchema } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import { replyBody } from './reply.ts'
import type { AdminReply, ContactReply } from './reply.ts'

/** The body of a part: what Intercom takes for `close`, `open`, `snoozed` and `assignment`. */
interface Part {
  message_type: 'close' | 'open' | 'snoozed' | 'assignment'
  admin_id: string
  type?: 'admin' | 'team'
  assignee_id?: string
  snoozed_until?: number
  body?: string | undefined
}

/** Which conversation, and the admin in whose name it is done. */
export interface ConversationAction {
  id: string
  admin_id: string
}

export const conversationOperations = (call: Call) => {
  // A part is what people see in the conversation: a second try would show it twice, so all are sent once.
  const addPart = (
    { id, part }: { id: string; part: Part },
    options: CallOptions | undefined,
  ): Promise<Conversation> => {
    requireTexts({ admin_id: part.admin_id })
    return call(
      {
        method: 'POST',
        route: '/conversations/{id}/parts',
        params: { id },
        json: part,
        answer: conversationSchema,
        repeat: 'once',
        bodyBytesMax: CONVERSATION_BYTES_MAX,
      },
      options,
    )
  }

  return {
    /**
     * Conversations by cursor, without their parts. Permission: read conversations.
     *
     * @throws IntercomError `intercom.forbidden` (`intercomCode` `api_plan_restricted`) without an active
     *   subscription
     * @throws RangeError when `perPage` or `lookAhead` is out of range
     * @see Intercom, "List all conversations"
     */
    list: async (input: ListInput = {}, options?: CallOptions): Promise<Page<Conversation>> =>
      cursorList(call, {
        request: {
          route: '/conversations',
          answer: conversationListSchema,
          bodyBytesMax: CONVERSATION_BYTES_MAX,
        },
        itemsOf: (answer) => answer.conversations,
        input,
        options,
      }),

    /**
     * Conversations that a query matches, without their parts. Permission: read conversations.
     *
     * @throws TypeError or RangeError naming the place in the query that Intercom would refuse
     * @see Intercom, "Search conversations"
     */
    search: async (input: SearchInput, options?: CallOptions): Promise<Page<Conversation>> =>
      searchList(call, {
        request: {
          route: '/conversations/search',
          answer: conversationListSchema,
          bodyBytesMax: CONVERSATION_BYTES_MAX,
        },
        itemsOf: (answer) => answer.conversations,
        input,
        options,
      }),

    /**
     * One conversation with its newest 500 parts. Bodies are HTML, or plain text with `displayAs: 'plaintext'`.
     * Permission: read conversations.
     *
     * @throws IntercomError `intercom.not_found`
     * @see Intercom, "Retrieve a conversation"
     */
    show: async (
      input: { id: string; displayAs?: 'plaintext' | undefined },
      options?: CallOptions,
    ): Promise<Conversation> =>
      call(
        {
          method: 'GET',
          route: '/conversations/{id}',
          params: { id: input.id },
          query: { display_as: input.displayAs },
          answer: conversationSchema,
          repeat: 'safe',
          bodyBytesMax: CONVERSATION_BYTES_MAX,
        },
        options,
      ),

    /**
     * Replies as an admin (a comment or a note) or in a contact's name. Permission: write conversations.
     *
     * Sent once, because a second time would be a second message.
     *
     * @throws IntercomError `intercom.not_found`; `intercom.uncertain` when it may have been said
     * @throws TypeError or RangeError naming the field that is wrong
     * @see Intercom, "Reply to a conversation"
     */
    reply: async (reply: AdminReply | ContactReply, options?: CallOptions): Promise<Conversation> =>
      call(
        {
          method: 'POST',
          route: '/conversations/{id}/reply',
          params: { id: reply.id },
          json: replyBody(reply),
          answer: conversationSchema,
          repeat: 'once',
          bodyBytesMax: CONVERSATION_BYTES_MAX,
        },
        options,
      ),

    /**
     * Closes a conversation, with a last message if `body` is given. Permission: write conversations.
     *
     * @throws IntercomError `intercom.not_found`; `intercom.uncertain` when it may have been done
     * @throws TypeError when `admin_id` is empty
     * @see Intercom, "Manage a conversation"
     */
    close: async (
      { id, admin_id, body }: ConversationAction & { body?: string | undefined },
      options?: CallOptions,
    ): Promise<Conversation> =>
      addPart({ id, part: { message_type: 'close', type: 'admin', admin_id, body } }, options),

    /**
     * Opens a closed or snoozed conversation. Permission: write conversations.
     *
     * @throws as `close`
     * @see Intercom, "Manage a conversation"
     */
    open: async ({ id, admin_id }: ConversationAction, options?: CallOptions): Promise<Conversation> =>
      addPart({ id, part: { message_type: 'open', admin_id } }, options),

    /**
     * Closes a conversation until `snoozed_until` (unix seconds), when it opens by itself. Permission: write
     * conversations.
     *
     * @throws RangeError when `snoozed_until` is no unix time in seconds; else as `close`
     * @see Intercom, "Manage a conversation"
     */
    snooze: async (
      { id, admin_id, snoozed_until }: ConversationAction & { snoozed_until: number },
      options?: CallOptions,
    ): Promise<Conversation> => {
      requireSeconds('snoozed_until', snoozed_until)
      return addPart({ id, part: { message_type: 'snoozed', admin_id, snoozed_until } }, options)
    },

    /**
     * Assigns a conversation to an admin or a team (`type`, default `admin`); `assignee_id` `'0'` to nobody.
     * With `body`, says so. Permission: write conversations.
     *
     * @throws TypeError when an id is empty; else as `close`
     * @see Intercom, "Manage a conversation"
     */
    assign: async (
      {
        id,
        admin_id,
        assignee_id,
        type = 'admin',
        body,
      }: ConversationAction & {
        assignee_id: string
        type?: 'admin' | 'team' | undefined
        body?: string | undefined
      },
      options?: CallOptions,
    ): Promise<Conversation> => {
      requireTexts({ assignee_id })
      return addPart({ id, part: { message_type: 'assignment', type, admin_id, assignee_id, body } }, options)
    },
  }
}
