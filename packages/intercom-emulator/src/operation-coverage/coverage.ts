import type { RouteName } from '../route-names.ts'

/** An operation that the emulator answers, and the test that shows it. */
export interface CoveredOperation {
  name: string
  route: RouteName
  /** What Intercom does there and the emulator does not; none where it is supported in full. */
  missing?: string
  /** A test file under `src`, and the exact name of a test in it. */
  shownBy: readonly [file: string, test: string]
}

/** Every operation that the emulator answers. What it does not answer is in `gaps.ts`. */
export const coverage: readonly CoveredOperation[] = [
  {
    name: 'Consent page',
    route: 'GET /oauth',
    shownBy: [
      'oauth/consent.test.ts',
      'says that it is an emulator, which app asks and for what, and offers every admin',
    ],
  },
  {
    name: 'Answer the consent page',
    route: 'POST /oauth',
    shownBy: [
      'official-client/people.test.ts',
      'the official client identifies the admin who went through the real steps',
    ],
  },
  {
    name: 'Exchange a code',
    route: 'POST /auth/eagle/token',
    shownBy: [
      'official-client/people.test.ts',
      'the official client identifies the admin who went through the real steps',
    ],
  },
  {
    name: 'Uninstall the app',
    route: 'POST /auth/uninstall',
    shownBy: ['rest/uninstall.test.ts', 'ends every token of the app in that workspace, and no other'],
  },
  {
    name: 'Identify an admin',
    route: 'GET /me',
    shownBy: ['rest/me.test.ts', 'tells who the token belongs to, exactly in the documented shape'],
  },
  {
    name: 'List admins',
    route: 'GET /admins',
    shownBy: [
      'rest/admins/admin-operations.test.ts',
      'lists the admins of the workspace, and of no other, without pages',
    ],
  },
  {
    name: 'Retrieve an admin',
    route: 'GET /admins/:id',
    shownBy: ['rest/admins/admin-operations.test.ts', 'shows one admin'],
  },
  {
    name: 'List teams',
    route: 'GET /teams',
    shownBy: [
      'rest/teams/team-operations.test.ts',
      'GET /teams lists the teams of the workspace, one of them empty',
    ],
  },
  {
    name: 'Retrieve a team',
    route: 'GET /teams/:id',
    shownBy: [
      'rest/teams/team-operations.test.ts',
      'GET /teams/:id shows a team, and refuses one of another workspace',
    ],
  },
  {
    name: 'List contacts',
    route: 'GET /contacts',
    shownBy: [
      'rest/contacts/list-contacts.test.ts',
      'paging visits each contact once and says how far it is, for any per_page and after any writes',
    ],
  },
  {
    name: 'Create a contact',
    route: 'POST /contacts',
    shownBy: [
      'rest/contacts/single-contact.test.ts',
      'a created contact has what was sent and nothing else, and is read back',
    ],
  },
  {
    name: 'Search contacts',
    route: 'POST /contacts/search',
    missing: 'All but equality on id, e-mail and external id looks at the newest 20,000 contacts',
    shownBy: [
      'official-client/contacts.test.ts',
      'contacts are searched by one filter and by a group of them, page by page',
    ],
  },
  {
    name: 'Merge contacts',
    route: 'POST /contacts/merge',
    shownBy: [
      'rest/contacts/merge-contacts.test.ts',
      'a lead merged into a user gives what that had not, and its tags',
    ],
  },
  {
    name: 'Retrieve a contact',
    route: 'GET /contacts/:id',
    shownBy: [
      'rest/contacts/merge-contacts.test.ts',
      'from 2.16 on the merged id answers 410 with the address of the last in the chain',
    ],
  },
  {
    name: 'Update a contact',
    route: 'PUT /contacts/:id',
    shownBy: [
      'rest/contacts/single-contact.test.ts',
      'an update changes the fields that it names, and custom attributes one by one',
    ],
  },
  {
    name: 'Delete a contact',
    route: 'DELETE /contacts/:id',
    shownBy: [
      'rest/contacts/single-contact.test.ts',
      'a deleted contact is gone for good, and its e-mail address is free again',
    ],
  },
  {
    name: 'Archive a contact',
    route: 'POST /contacts/:id/archive',
    shownBy: [
      'rest/contacts/single-contact.test.ts',
      'an archived contact is out of sight until it is unarchived',
    ],
  },
  {
    name: 'Unarchive a contact',
    route: 'POST /contacts/:id/unarchive',
    shownBy: [
      'rest/contacts/single-contact.test.ts',
      'an archived contact is out of sight until it is unarchived',
    ],
  },
  {
    name: 'List notes of a contact',
    route: 'GET /contacts/:id/notes',
    shownBy: [
      'rest/contacts/contact-notes.test.ts',
      'pages of notes show each once, the newest first, for any per_page',
    ],
  },
  {
    name: 'Create a note',
    route: 'POST /contacts/:id/notes',
    shownBy: [
      'rest/contacts/contact-notes.test.ts',
      'a note is by the named admin, or by the one whose token it is, and shows in its contact',
    ],
  },
  {
    name: 'List tags of a contact',
    route: 'GET /contacts/:id/tags',
    shownBy: ['rest/contacts/contact-tags.test.ts', 'a tag is put on once, listed, and taken off'],
  },
  {
    name: 'Tag a contact',
    route: 'POST /contacts/:id/tags',
    shownBy: ['rest/contacts/contact-tags.test.ts', 'a tag is put on once, listed, and taken off'],
  },
  {
    name: 'Untag a contact',
    route: 'DELETE /contacts/:id/tags/:tagId',
    shownBy: ['rest/contacts/contact-tags.test.ts', 'a tag is put on once, listed, and taken off'],
  },
  {
    name: 'List companies, or retrieve one by name or company_id',
    route: 'GET /companies',
    shownBy: [
      'rest/companies/company-operations.test.ts',
      'pages by number show each company once, for any per_page and both orders',
    ],
  },
  {
    name: 'List all companies',
    route: 'POST /companies/list',
    shownBy: [
      'rest/companies/company-operations.test.ts',
      'fifteen companies are a page, and POST /companies/list gives the same',
    ],
  },
  {
    name: 'Scroll over companies',
    route: 'GET /companies/scroll',
    shownBy: [
      'rest/companies/scroll-companies.test.ts',
      'a scroll goes through all companies by hundreds, beyond 10,000, and ends with an empty step',
    ],
  },
  {
    name: 'Retrieve a company',
    route: 'GET /companies/:id',
    shownBy: [
      'rest/companies/company-operations.test.ts',
      'a name, a company_id and an id lead to the company itself',
    ],
  },
  {
    name: 'List conversations',
    route: 'GET /conversations',
    shownBy: ['rest/conversations/read-conversations.test.ts', 'shows each conversation on exactly one page'],
  },
  {
    name: 'Search conversations',
    route: 'POST /conversations/search',
    missing: 'No fields of the AI agent; all but equality on id looks at the newest 20,000 conversations',
    shownBy: [
      'rest/conversations/read-conversations.test.ts',
      'finds by state, by person and by the words of the body',
    ],
  },
  {
    name: 'Retrieve a conversation',
    route: 'GET /conversations/:id',
    missing: 'No translations, tickets, linked objects, SLA or AI agent',
    shownBy: [
      'rest/conversations/read-conversations.test.ts',
      'gives all of 500 parts, and of more the 500 most recent with the whole count',
    ],
  },
  {
    name: 'Reply to a conversation',
    route: 'POST /conversations/:id/reply',
    missing: 'attachment_files, created_at and the options of a quick reply are passed over',
    shownBy: ['rest/conversations/write-conversations.test.ts', 'adds what an admin says, and is read back'],
  },
  {
    name: 'Close, open, snooze or assign a conversation',
    route: 'POST /conversations/:id/parts',
    missing: 'No assignment rules, and snoozed conversations do not wake by themselves',
    shownBy: [
      'rest/conversations/write-conversations.test.ts',
      'assigns to an admin and to a team, and takes both back with 0',
    ],
  },
  {
    name: 'List tags',
    route: 'GET /tags',
    shownBy: ['official-client/labels.test.ts', 'a tag is created, renamed, found and listed'],
  },
  {
    name: 'Create or rename a tag, tag companies or users',
    route: 'POST /tags',
    shownBy: ['rest/tags/tag-operations.test.ts', 'a tag is made once by its name, and renamed by its id'],
  },
  {
    name: 'Retrieve a tag',
    route: 'GET /tags/:id',
    shownBy: ['rest/tags/tag-operations.test.ts', 'an unknown tag is not found'],
  },
  {
    name: 'List segments',
    route: 'GET /segments',
    shownBy: [
      'rest/segments/segment-operations.test.ts',
      'segments come with their counts when these are asked for, and members are found by segment',
    ],
  },
  {
    name: 'Retrieve a segment',
    route: 'GET /segments/:id',
    shownBy: ['official-client/labels.test.ts', 'segments are listed, with a count when asked, and found'],
  },
  {
    name: 'List data attributes',
    route: 'GET /data_attributes',
    shownBy: [
      'rest/data-attributes/data-attribute-operations.test.ts',
      'Every custom attribute that a contact can have is listed',
    ],
  },
  {
    name: 'Submit an event',
    route: 'POST /events',
    missing: 'Metadata is checked and not kept',
    shownBy: ['rest/events/event-operations.test.ts', 'takes the same event twice and keeps it once'],
  },
  {
    name: "Push the installation's status",
    route: 'POST /app_install/status',
    missing: 'No e-mail to the admins',
    shownBy: ['rest/install-status/install-status-operations.test.ts', 'keeps what each app said last'],
  },
]
