import type { OperationDeps } from '../operation-deps.ts'
import type { RestOperation } from '../operation.ts'
import { contactNoteOperations } from './contact-notes.ts'
import { contactTagOperations } from './contact-tags.ts'
import { listContacts } from './list-contacts.ts'
import { mergeContacts } from './merge-contacts.ts'
import { searchContacts } from './search-contacts.ts'
import { singleContactOperations } from './single-contact.ts'

/** Contacts, their notes and their tags. */
export function contactOperations(deps: OperationDeps): RestOperation[] {
  return [
    listContacts(deps),
    searchContacts(deps),
    mergeContacts(deps),
    ...singleContactOperations(deps),
    ...contactNoteOperations(deps),
    ...contactTagOperations(deps),
  ]
}
