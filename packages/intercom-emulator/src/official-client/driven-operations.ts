import type { RouteName } from '../route-names.ts'

/** Which method of the official client asks for an operation, and which test file here calls it. */
export interface DrivenOperation {
  route: RouteName
  /** Resource and method, e.g. `contacts.list`. */
  method: string
  /** In this folder. */
  test: string
}

/** Every operation that the official client has. */
export const drivenOperations: readonly DrivenOperation[] = [
  { route: 'GET /me', method: 'admins.identify', test: 'people.test.ts' },
  { route: 'GET /admins', method: 'admins.list', test: 'people.test.ts' },
  { route: 'GET /admins/:id', method: 'admins.find', test: 'people.test.ts' },
  { route: 'GET /teams', method: 'teams.list', test: 'people.test.ts' },
  { route: 'GET /teams/:id', method: 'teams.find', test: 'people.test.ts' },
  { route: 'GET /contacts', method: 'contacts.list', test: 'contacts.test.ts' },
  { route: 'POST /contacts', method: 'contacts.create', test: 'contacts.test.ts' },
  { route: 'POST /contacts/search', method: 'contacts.search', test: 'contacts.test.ts' },
  { route: 'POST /contacts/merge', method: 'contacts.mergeLeadInUser', test: 'contacts.test.ts' },
  { route: 'GET /contacts/:id', method: 'contacts.find', test: 'contacts.test.ts' },
  { route: 'PUT /contacts/:id', method: 'contacts.update', test: 'contacts.test.ts' },
  { route: 'DELETE /contacts/:id', method: 'contacts.delete', test: 'contacts.test.ts' },
  { route: 'POST /contacts/:id/archive', method: 'contacts.archive', test: 'contacts.test.ts' },
  { route: 'POST /contacts/:id/unarchive', method: 'contacts.unarchive', test: 'contacts.test.ts' },
  { route: 'GET /contacts/:id/notes', method: 'notes.list', test: 'contacts.test.ts' },
  { route: 'POST /contacts/:id/notes', method: 'notes.create', test: 'contacts.test.ts' },
  { route: 'GET /contacts/:id/tags', method: 'contacts.listAttachedTags', test: 'contacts.test.ts' },
  { route: 'POST /contacts/:id/tags', method: 'tags.tagContact', test: 'contacts.test.ts' },
  { route: 'DELETE /contacts/:id/tags/:tagId', method: 'tags.untagContact', test: 'contacts.test.ts' },
  { route: 'GET /companies', method: 'companies.retrieve', test: 'companies.test.ts' },
  { route: 'POST /companies/list', method: 'companies.list', test: 'companies.test.ts' },
  { route: 'GET /companies/scroll', method: 'companies.scroll', test: 'companies.test.ts' },
  { route: 'GET /companies/:id', method: 'companies.find', test: 'companies.test.ts' },
  { route: 'GET /conversations', method: 'conversations.list', test: 'conversations.test.ts' },
  { route: 'POST /conversations/search', method: 'conversations.search', test: 'conversations.test.ts' },
  { route: 'GET /conversations/:id', method: 'conversations.find', test: 'conversations.test.ts' },
  { route: 'POST /conversations/:id/reply', method: 'conversations.reply', test: 'conversations.test.ts' },
  { route: 'POST /conversations/:id/parts', method: 'conversations.manage', test: 'conversations.test.ts' },
  { route: 'GET /tags', method: 'tags.list', test: 'labels.test.ts' },
  { route: 'POST /tags', method: 'tags.create', test: 'labels.test.ts' },
  { route: 'GET /tags/:id', method: 'tags.find', test: 'labels.test.ts' },
  { route: 'GET /segments', method: 'segments.list', test: 'labels.test.ts' },
  { route: 'GET /segments/:id', method: 'segments.find', test: 'labels.test.ts' },
  { route: 'GET /data_attributes', method: 'dataAttributes.list', test: 'labels.test.ts' },
  { route: 'POST /events', method: 'events.create', test: 'events.test.ts' },
]

/** What the official client has no method for: OAuth, and the push of an install's status. */
export const operationsItLacks: readonly RouteName[] = [
  'GET /oauth',
  'POST /oauth',
  'POST /auth/eagle/token',
  'POST /auth/uninstall',
  'POST /app_install/status',
]
