import type { Contact } from '../../data/contacts/contact.ts'
import type { ContactStore } from '../../data/contacts/contact-store.ts'
import { RestError } from '../operation.ts'

/** The contact of an id. @throws RestError 404 `not_found` for archived, merged, deleted and unknown ones */
export function requireContact(contacts: ContactStore, id: string): Contact {
  const state = contacts.state(id)
  if (state.kind !== 'live') throw userNotFound()
  return state.contact
}

export function userNotFound(): RestError {
  return new RestError(404, { code: 'not_found', message: 'User Not Found' })
}
