import type { CallOptions } from '../../call/operation.ts'
import type { IntercomClient } from '../../client.ts'

/** Makes the call; `id` is put wherever an id goes into the path. */
type Run = (client: IntercomClient, input: { id: string; options: CallOptions }) => Promise<unknown>

/** A scroll is neither: it begins again. */
type Repeat = 'safe' | 'once' | 'scroll'

const QUERY = { field: 'role', operator: '=', value: 'user' } as const
const EVENT = { event_name: 'invited-friend', created_at: 1_722_000_000, id: '1' }

const TABLE: [name: string, request: string, repeat: Repeat, run: Run][] = [
  ['me', 'GET /me', 'safe', (client, { options }) => client.me(options)],
  ['uninstall', 'POST /auth/uninstall', 'once', (client, { options }) => client.uninstall(options)],
  ['admins.list', 'GET /admins', 'safe', (client, { options }) => client.admins.list({}, options)],
  ['admins.show', 'GET /admins/{}', 'safe', (client, { id, options }) => client.admins.show({ id }, options)],
  ['teams.list', 'GET /teams', 'safe', (client, { options }) => client.teams.list({}, options)],
  ['teams.show', 'GET /teams/{}', 'safe', (client, { id, options }) => client.teams.show({ id }, options)],
  [
    'contacts.list',
    'GET /contacts?per_page=150',
    'safe',
    (client, { options }) => client.contacts.list({}, options),
  ],
  [
    'contacts.search',
    'POST /contacts/search',
    'safe',
    (client, { options }) => client.contacts.search({ query: QUERY }, options),
  ],
  [
    'contacts.show',
    'GET /contacts/{}',
    'safe',
    (client, { id, options }) => client.contacts.show({ id }, options),
  ],
  [
    'contacts.create',
    'POST /contacts',
    'once',
    (client, { options }) => client.contacts.create({ email: 'ines@example.com' }, options),
  ],
  [
    'contacts.update',
    'PUT /contacts/{}',
    'safe',
    (client, { id, options }) => client.contacts.update({ id, name: 'Ines' }, options),
  ],
  [
    'contacts.archive',
    'POST /contacts/{}/archive',
    'safe',
    (client, { id, options }) => client.contacts.archive({ id }, options),
  ],
  [
    'contacts.unarchive',
    'POST /contacts/{}/unarchive',
    'safe',
    (client, { id, options }) => client.contacts.unarchive({ id }, options),
  ],
  [
    'contacts.merge',
    'POST /contacts/merge',
    'once',
    (client, { options }) => client.contacts.merge({ from: '1', into: '2' }, options),
  ],
  [
    'contacts.notes.list',
    'GET /contacts/{}/notes?page=1&per_page=150',
    'safe',
    (client, { id, options }) => client.contacts.notes.list({ contactId: id }, options),
  ],
  [
    'contacts.notes.create',
    'POST /contacts/{}/notes',
    'once',
    (client, { id, options }) => client.contacts.notes.create({ contactId: id, body: 'a' }, options),
  ],
  [
    'contacts.tags.list',
    'GET /contacts/{}/tags',
    'safe',
    (client, { id, options }) => client.contacts.tags.list({ contactId: id }, options),
  ],
  [
    'contacts.tags.attach',
    'POST /contacts/{}/tags',
    'safe',
    (client, { id, options }) => client.contacts.tags.attach({ contactId: id, tagId: '7' }, options),
  ],
  [
    'contacts.tags.detach',
    'DELETE /contacts/{}/tags/{}',
    'safe',
    (client, { id, options }) => client.contacts.tags.detach({ contactId: id, tagId: id }, options),
  ],
  [
    'companies.list',
    'POST /companies/list?page=1&per_page=150',
    'safe',
    (client, { options }) => client.companies.list({}, options),
  ],
  [
    'companies.show',
    'GET /companies/{}',
    'safe',
    (client, { id, options }) => client.companies.show({ id }, options),
  ],
  [
    'companies.scroll',
    'GET /companies/scroll',
    'scroll',
    // As a page of its first item; all of them are the scroll's own tests.
    async (client, { options }) => {
      const first = await client.companies.scroll({}, options).next()
      return { items: first.done === true ? [] : [first.value] }
    },
  ],
  [
    'conversations.list',
    'GET /conversations?per_page=150',
    'safe',
    (client, { options }) => client.conversations.list({}, options),
  ],
  [
    'conversations.search',
    'POST /conversations/search',
    'safe',
    (client, { options }) => client.conversations.search({ query: QUERY }, options),
  ],
  [
    'conversations.show',
    'GET /conversations/{}',
    'safe',
    (client, { id, options }) => client.conversations.show({ id }, options),
  ],
  [
    'conversations.reply',
    'POST /conversations/{}/reply',
    'once',
    (client, { id, options }) =>
      client.conversations.reply({ id, type: 'admin', admin_id: '1', body: 'a' }, options),
  ],
  [
    'conversations.close',
    'POST /conversations/{}/parts',
    'once',
    (client, { id, options }) => client.conversations.close({ id, admin_id: '1' }, options),
  ],
  [
    'conversations.open',
    'POST /conversations/{}/parts',
    'once',
    (client, { id, options }) => client.conversations.open({ id, admin_id: '1' }, options),
  ],
  [
    'conversations.snooze',
    'POST /conversations/{}/parts',
    'once',
    (client, { id, options }) =>
      client.conversations.snooze({ id, admin_id: '1', snoozed_until: 1_900_000_000 }, options),
  ],
  [
    'conversations.assign',
    'POST /conversations/{}/parts',
    'once',
    (client, { id, options }) =>
      client.conversations.assign({ id, admin_id: '1', assignee_id: '2' }, options),
  ],
  ['tags.list', 'GET /tags', 'safe', (client, { options }) => client.tags.list({}, options)],
  ['tags.create', 'POST /tags', 'safe', (client, { options }) => client.tags.create({ name: 'a' }, options)],
  ['segments.list', 'GET /segments', 'safe', (client, { options }) => client.segments.list({}, options)],
  [
    'segments.show',
    'GET /segments/{}',
    'safe',
    (client, { id, options }) => client.segments.show({ id }, options),
  ],
  [
    'dataAttributes.list',
    'GET /data_attributes',
    'safe',
    (client, { options }) => client.dataAttributes.list({}, options),
  ],
  ['events.submit', 'POST /events', 'safe', (client, { options }) => client.events.submit(EVENT, options)],
  [
    'appInstall.pushStatus',
    'POST /app_install/status',
    'safe',
    (client, { options }) => client.appInstall.pushStatus({ state: 'OK' }, options),
  ],
]

/**
 * Every operation of the client: its name there, what must be sent for it (`{}` stands for the encoded id),
 * whether that may be repeated, and how it is called. Told without the operations' own data.
 */
export const operationCases = TABLE.map(([name, request, repeat, run]) => ({ name, request, repeat, run }))
