import * as z from 'zod'
import type { Call, CallOptions } from '../../call/operation.ts'
import { numberedListFields } from '../../paging/list-answer.ts'
import type { Page } from '../../paging/page.ts'
import { id, shownAuthor, shownNumber, shownReference, shownText } from '../fields.ts'
import { requireTexts } from '../input-checks.ts'
import { numberedList } from '../list-pages.ts'
import type { ListInput } from '../list-pages.ts'

const noteSchema = z.looseObject({
  id,
  created_at: shownNumber,
  /** HTML. */
  body: shownText,
  author: shownAuthor,
  contact: shownReference,
})

const noteListSchema = z.looseObject({ data: z.array(noteSchema), ...numberedListFields })

/** What an admin noted about a contact, for colleagues only. */
export type Note = z.output<typeof noteSchema>

export const contactNoteOperations = (call: Call) => ({
  /**
   * A contact's notes by page number. Permission: read one user and one company.
   *
   * @throws IntercomError `intercom.not_found` when there is no such contact
   * @see Intercom, "List all notes"
   */
  list: async (
    { contactId, ...input }: ListInput & { contactId: string },
    options?: CallOptions,
  ): Promise<Page<Note>> =>
    numberedList(call, {
      method: 'GET',
      request: { route: '/contacts/{id}/notes', params: { id: contactId }, answer: noteListSchema },
      itemsOf: (answer) => answer.data,
      input,
      options,
    }),

  /**
   * Adds a note to a contact, in the name of `admin_id` if given. Permission: write users and companies.
   *
   * Sent once, because a second time would be a second note.
   *
   * @throws IntercomError `intercom.uncertain` when it may have been added; `intercom.not_found` when there is
   *   no such contact or admin
   * @throws TypeError when the body is empty
   * @see Intercom, "Create a note"
   */
  create: async (
    { contactId, body, admin_id }: { contactId: string; body: string; admin_id?: string | undefined },
    options?: CallOptions,
  ): Promise<Note> => {
    requireTexts({ body })
    return call(
      {
        method: 'POST',
        route: '/contacts/{id}/notes',
        params: { id: contactId },
        json: { body, admin_id },
        answer: noteSchema,
        repeat: 'once',
      },
      options,
    )
  },
})
