import type { Contact } from '../../data/contacts/contact.ts'
import type { ContactStore } from '../../data/contacts/contact-store.ts'
import { missingParameter } from '../read-body.ts'
import { requireContact, userNotFound } from './find-contact.ts'

/** The three ways in which a request names a contact; the first that is there counts. */
export interface PersonNames {
  id?: string | undefined
  /** The contact's `external_id`. */
  user_id?: string | undefined
  email?: string | undefined
}

/**
 * The contact that a request names.
 *
 * @throws RestError 404 `not_found` where there is none, 422 `parameter_not_found` where it names none, with the field
 * that `idField` calls its id
 */
export function requirePerson(
  contacts: ContactStore,
  { id, user_id, email, idField }: PersonNames & { idField: string },
): Contact {
  if (id !== undefined) return requireContact(contacts, id)
  if (user_id === undefined && email === undefined) throw missingParameter(idField)
  const found = user_id === undefined ? contacts.withEmail(email ?? '') : [contacts.withExternalId(user_id)]
  const contact = found.find((one) => one !== undefined && !contacts.isArchived(one))
  if (contact === undefined) throw userNotFound()
  return contact
}
