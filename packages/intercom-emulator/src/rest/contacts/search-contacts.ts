import type { Contact } from '../../data/contacts/contact.ts'
import { searchPage } from '../../search/search.ts'
import type { SearchSource } from '../../search/search-source.ts'
import type { OperationDeps } from '../operation-deps.ts'
import type { RestCall, RestOperation } from '../operation.ts'
import { contactItem } from './contact-answer.ts'
import { attributeField, contactFields } from './contact-search-fields.ts'
import { viewOf } from './contact-view.ts'
import { byIndex } from './search-by-index.ts'

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
      const { contacts } = view.data
      return {
        body: {
          type: 'list',
          data: items.map((index) => contactItem(requireItem(contacts.at(index)), view)),
          total_count: total,
          pages,
        },
      }
    },
  }
}

function sourceOf({ caller }: RestCall, { data, switches, clock }: OperationDeps): SearchSource<number> {
  const store = data.of(caller.workspace)
  const { contacts } = store
  const indexedUntil =
    switches().searchIndexDelay === 'none' ? Infinity : Math.floor((clock.now() - indexDelayMs) / 1000)
  const isSeeded = (index: number) => index < caller.workspace.size.contacts
  const isIndexed = (contact: Contact) => isSeeded(contact.index) || contact.created_at <= indexedUntil
  const searchable = (found: readonly Contact[]) =>
    found.filter((contact) => !contacts.isArchived(contact) && isIndexed(contact))
  const source = {
    fields: contactFields(store, searchable),
    otherField: attributeField,
    idOf: (contact: Contact) => contact.id,
    perPageDefault: 50,
    dates: { by: 'day', timezone: caller.workspace.timezone },
  } as const
  function* indexes() {
    for (const index of contacts.indexesNewestFirst()) {
      if (isSeeded(index) || isIndexed(contacts.glimpse(index))) yield index
    }
  }
  return byIndex(source, { indexes, contactAt: contacts.glimpse })
}

/** Only indexes of contacts in sight are searched. */
function requireItem(contact: Contact | undefined): Contact {
  if (contact === undefined) throw new Error('A search has found a contact that is not in sight')
  return contact
}
