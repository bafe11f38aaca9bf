import type { Call, CallOptions } from '../../call/operation.ts'
import type { Page } from '../../paging/page.ts'
import { requireTexts } from '../input-checks.ts'
import { cursorList, searchList } from '../list-pages.ts'
import type { ListInput, SearchInput } from '../list-pages.ts'
import { contactTagOperations } from './contact-tags.ts'
import { archivedContactSchema, contactListSchema, contactSchema } from './contact.ts'
import type { ArchivedContact, Contact, ContactFields } from './contact.ts'
import { contactNoteOperations } from './notes.ts'

/** A contact to be: one of `email`, `external_id` and `role` must be given. */
export type NewContact = ContactFields &
  ({ email: string } | { external_id: string } | { role: 'user' | 'lead' })

export const contactOperations = (call: Call) => ({
  /**
   * Contacts by cursor. While the data changes, one may come twice or not at all. Permission: read and list
   * users and companies.
   *
   * @throws IntercomError `intercom.invalid` (`intercomCode` `client_error`) when the cursor is not one
   * @throws RangeError when `perPage` or `lookAhead` is out of range
   * @see Intercom, "List all contacts"
   */
  list: async (input: ListInput = {}, options?: CallOptions): Promise<Page<Contact>> =>
    cursorList(call, {
      request: { route: '/contacts', answer: contactListSchema },
      itemsOf: (answer) => answer.data,
      input,
      options,
    }),

  /**
   * Contacts that a query matches. A new contact is found only after some minutes, a merged one never; dates
   * compare by day. Permission: read and list users and companies.
   *
   * @throws TypeError or RangeError naming the place in the query that Intercom would refuse
   * @see Intercom, "Search contacts"
   */
  search: async (input: SearchInput, options?: CallOptions): Promise<Page<Contact>> =>
    searchList(call, {
      request: { route: '/contacts/search', answer: contactListSchema },
      itemsOf: (answer) => answer.data,
      input,
      options,
    }),

  /**
   * One contact; with `includeMergeHistory` also `merge_history`, from version 2.16. Permission: read one user
   * and one company.
   *
   * @throws IntercomError `intercom.not_found`; `intercom.merged` with `mergedInto`, the id of the contact it
   *   became part of (from version 2.16)
   * @see Intercom, "Get a contact"
   */
  show: async (
    input: { id: string; includeMergeHistory?: boolean | undefined },
    options?: CallOptions,
  ): Promise<Contact> =>
    call(
      {
        method: 'GET',
        route: '/contacts/{id}',
        params: { id: input.id },
        query: { include_merge_history: input.includeMergeHistory },
        answer: contactSchema,
        repeat: 'safe',
      },
      options,
    ),

  /**
   * Makes a contact. Permission: write users and companies.
   *
   * Sent once, because a second time would make a second contact or hide the first one's success behind a
   * conflict.
   *
   * @throws IntercomError `intercom.conflict` when one with that address or key exists, with `existingId` where
   *   Intercom tells it; `intercom.uncertain` when it may have been made
   * @throws TypeError when none of `email`, `external_id` and `role` is given
   * @see Intercom, "Create contact"
   */
  create: async (contact: NewContact, options?: CallOptions): Promise<Contact> => {
    const { email, external_id, role }: ContactFields = contact
    const key = email ?? external_id ?? role
    if (key === undefined) throw new TypeError('one of email, external_id and role must be given')
    return call(
      { method: 'POST', route: '/contacts', json: contact, answer: contactSchema, repeat: 'once' },
      options,
    )
  },

  /**
   * Changes the given fields of a contact and leaves the others. Permission: write users and companies.
   *
   * Repeated when an answer is lost, because the same values again change nothing.
   *
   * @throws IntercomError `intercom.not_found`; `intercom.conflict` when another has that address or key
   * @see Intercom, "Update a contact"
   */
  update: async (
    { id, ...fields }: ContactFields & { id: string },
    options?: CallOptions,
  ): Promise<Contact> =>
    call(
      {
        method: 'PUT',
        route: '/contacts/{id}',
        params: { id },
        json: fields,
        answer: contactSchema,
        repeat: 'safe',
      },
      options,
    ),

  /**
   * Archives a contact; `unarchive` takes it back. Permission: read and write users, as far as known.
   *
   * Repeated when an answer is lost, because an archived contact stays archived.
   *
   * @throws IntercomError `intercom.not_found`
   * @see Intercom, "Archive contact"
   */
  archive: async (input: { id: string }, options?: CallOptions): Promise<ArchivedContact> =>
    call(
      {
        method: 'POST',
        route: '/contacts/{id}/archive',
        params: { id: input.id },
        answer: archivedContactSchema,
        repeat: 'safe',
      },
      options,
    ),

  /**
   * Takes a contact back from the archive. Permission: read and write users, as far as known.
   *
   * Repeated when an answer is lost, because a contact that is back stays back.
   *
   * @throws IntercomError `intercom.not_found`
   * @see Intercom, "Unarchive contact"
   */
  unarchive: async (input: { id: string }, options?: CallOptions): Promise<ArchivedContact> =>
    call(
      {
        method: 'POST',
        route: '/contacts/{id}/unarchive',
        params: { id: input.id },
        answer: archivedContactSchema,
        repeat: 'safe',
      },
      options,
    ),

  /**
   * Merges the lead `from` into the user `into`, for good: `from` is gone. Permission: read and write
   * users, as far as known.
   *
   * Sent once, because it cannot be undone and a second time would fail on a lead that is gone.
   *
   * @throws IntercomError `intercom.invalid` (`intercomCode` `invalid_merge`) when they are no duplicates and
   *   `skip_duplicate_validation` (version 2.16) is not set; `intercom.uncertain` when it may have been done
   * @throws TypeError when an id is empty
   * @see Intercom, "Merge a lead and a user"
   */
  merge: async (
    {
      from,
      into,
      skip_duplicate_validation,
    }: { from: string; into: string; skip_duplicate_validation?: boolean | undefined },
    options?: CallOptions,
  ): Promise<Contact> => {
    requireTexts({ from, into })
    return call(
      {
        method: 'POST',
        route: '/contacts/merge',
        json: { from, into, skip_duplicate_validation },
        answer: contactSchema,
        repeat: 'once',
      },
      options,
    )
  },

  notes: contactNoteOperations(call),
  tags: contactTagOperations(call),
})
