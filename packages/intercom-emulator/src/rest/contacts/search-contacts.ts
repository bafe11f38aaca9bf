import type { Contact } from '../../data/contacts/contact.ts'
import { searchPage } from '../../search/search.ts'
import type { SearchSource } from '../../search/search-source.ts'
import type { OperationDeps } from '../operations.ts'
import type { RestCall, RestOperation } from '../operation.ts'
import { contactAnswer } from './contact-answer.ts'
import { attributeField, contactFields } from './contact-search-fields.ts'
import { viewOf } from './contact-view.ts'

/** How long a created contact stays unknown to searches while `searchIndexDelay` is `minutes`. */
const indexDelayMs = 120_000

/** A page of the contacts that a query asks for. */
export function searchContacts(deps: OperationDeps): RestOperation {
  return {
    route: 'POST /contacts/search',
    permission: 'read_users_companies',
    handle(call) {
      const { perPageAboveMax } = deps.switches()
      const { searchScannedMax: scannedMax } = deps
      const request = { body: call.body, version: call.version, perPageAboveMax, scannedMax }
      const { items, total, pages } = searchPage(request, sourceOf(call, deps))
      const view = viewOf(call, deps)
      return {
        body: {
          type: 'list',
          data: items.map((contact) => contactAnswer(contact, view)),
          total_count: total,
          pages,
        },
      }
    },
  }
}

function sourceOf({ caller }: RestCall, { data, switches, clock }: OperationDeps): SearchSource<Contact> {
  const store = data.of(caller.workspace)
  const { contacts } = store
  const indexedUntil =
    switches().searchIndexDelay === 'none' ? Infinity : Math.floor((clock.now() - indexDelayMs) / 1000)
  const isIndexed = (contact: Contact) =>
    contact.index < caller.workspace.size.contacts || contact.created_at <= indexedUntil
  const searchable = (found: readonly Contact[]) =>
    found.filter((contact) => !contacts.isArchived(contact) && isIndexed(contact))
  return {
    fields: contactFields(store, searchable),
    otherField: attributeField,
    newestFirst: () => indexedOnly(contacts.newestFirst(), isIndexed),
    idOf: (contact) => contact.id,
    perPageDefault: 50,
    dates: { by: 'day', timezone: caller.workspace.timezone },
  }
}

function* indexedOnly(contacts: Iterable<Contact>, isIndexed: (contact: Contact) => boolean) {
  for (const contact of contacts) if (isIndexed(contact)) yield contact
}
