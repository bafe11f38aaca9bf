import type { Call, CallOptions } from '../../call/operation.ts'
import type { Page } from '../../paging/page.ts'
import { requireTexts } from '../input-checks.ts'
import { wholeList } from '../list-pages.ts'
import { tagListSchema, tagSchema } from '../tags.ts'
import type { Tag } from '../tags.ts'

export const contactTagOperations = (call: Call) => ({
  /**
   * All tags of a contact, on one page. Permission: read tags.
   *
   * @throws IntercomError `intercom.not_found` when there is no such contact
   * @see Intercom, "List tags attached to a contact"
   */
  list: async ({ contactId }: { contactId: string }, options?: CallOptions): Promise<Page<Tag>> =>
    wholeList(call, {
      request: { route: '/contacts/{id}/tags', params: { id: contactId }, answer: tagListSchema },
      itemsOf: (answer) => answer.data,
      options,
    }),

  /**
   * Gives a contact a tag. Permission: write tags.
   *
   * Repeated when an answer is lost, because having a tag twice is having it.
   *
   * @throws IntercomError `intercom.not_found` when there is no such contact or tag
   * @throws TypeError when an id is empty
   * @see Intercom, "Add tag to a contact"
   */
  attach: async (
    { contactId, tagId }: { contactId: string; tagId: string },
    options?: CallOptions,
  ): Promise<Tag> => {
    requireTexts({ tagId })
    return call(
      {
        method: 'POST',
        route: '/contacts/{id}/tags',
        params: { id: contactId },
        json: { id: tagId },
        answer: tagSchema,
        repeat: 'safe',
      },
      options,
    )
  },

  /**
   * Takes a tag from a contact. Permission: write tags.
   *
   * Repeated when an answer is lost: what is gone stays gone, though then it may end as `intercom.not_found`.
   *
   * @throws IntercomError `intercom.not_found` when there is no such contact or tag
   * @see Intercom, "Remove tag from a contact"
   */
  detach: async (
    { contactId, tagId }: { contactId: string; tagId: string },
    options?: CallOptions,
  ): Promise<Tag> =>
    call(
      {
        method: 'DELETE',
        route: '/contacts/{id}/tags/{tag_id}',
        params: { id: contactId, tag_id: tagId },
        answer: tagSchema,
        repeat: 'safe',
      },
      options,
    ),
})
