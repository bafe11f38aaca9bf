import type { Contact } from '../../data/contacts/contact.ts'
import type { ContactFields, ContactStore } from '../../data/contacts/contact-store.ts'
import { RestError } from '../operation.ts'

/**
 * Refuses fields that would make a second contact with the same e-mail address or external id; `self` is the contact
 * that the fields are for, once there is one.
 *
 * @throws RestError 409 `conflict`, naming the contact that is there
 */
export function refuseConflict(contacts: ContactStore, fields: ContactFields, self?: Contact): void {
  const { email, external_id: externalId } = fields
  const sameEmail = typeof email === 'string' ? contacts.withEmail(email) : []
  const sameId = typeof externalId === 'string' ? [contacts.withExternalId(externalId)] : []
  const other = [...sameEmail, ...sameId].find(
    (contact) => contact !== undefined && contact.index !== self?.index,
  )
  if (other === undefined) return
  const what = contacts.isArchived(other) ? 'An archived contact' : 'A contact'
  throw new RestError(409, {
    code: 'conflict',
    message: `${what} matching those details already exists with id=${other.id}`,
  })
}
