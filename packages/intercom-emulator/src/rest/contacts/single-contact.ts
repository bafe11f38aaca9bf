import type { Contact } from '../../data/contacts/contact.ts'
import type { ContactFields } from '../../data/contacts/contact-store.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { RestError } from '../operation.ts'
import type { RestAnswer, RestCall, RestOperation } from '../operation.ts'
import { contactAnswer } from './contact-answer.ts'
import { viewOf } from './contact-view.ts'
import { requireContact, userNotFound } from './find-contact.ts'
import { readContactFields } from './read-contact-fields.ts'
import { refuseConflict } from './refuse-conflict.ts'

/** Reading, creating, changing and ending single contacts. */
export function singleContactOperations(deps: OperationDeps): RestOperation[] {
  const contactsOf = ({ caller }: RestCall) => deps.data.of(caller.workspace).contacts
  const answer = (contact: Contact, call: RestCall): RestAnswer => ({
    body: contactAnswer(contact, viewOf(call, deps)),
  })
  return [
    {
      route: 'GET /contacts/:id',
      permission: 'read_users_companies',
      handle: (call) => answer(readContact(call, deps), call),
    },
    {
      route: 'POST /contacts',
      permission: 'write_users_companies',
      handle(call) {
        const fields = readContactFields(call.body, call.caller.workspace)
        if (!isEnough(fields)) {
          const message = 'One of email, external_id and role is required'
          throw new RestError(422, { code: 'parameter_not_found', message, field: 'email' })
        }
        refuseConflict(contactsOf(call), fields)
        return answer(contactsOf(call).create(fields), call)
      },
    },
    {
      route: 'PUT /contacts/:id',
      permission: 'write_users_companies',
      handle(call) {
        const contact = requireContact(contactsOf(call), call.params['id'] ?? '')
        const fields = readContactFields(call.body, call.caller.workspace)
        refuseConflict(contactsOf(call), fields, contact)
        return answer(contactsOf(call).update(contact, fields), call)
      },
    },
    {
      route: 'DELETE /contacts/:id',
      permission: 'read_write_users',
      handle(call) {
        const contact = requireKept(call, deps)
        contactsOf(call).delete(contact)
        return { body: { ...referenceTo(contact), deleted: true } }
      },
    },
    {
      route: 'POST /contacts/:id/archive',
      permission: 'read_write_users',
      handle(call) {
        const contact = requireKept(call, deps)
        contactsOf(call).archive(contact)
        return { body: { ...referenceTo(contact), archived: true } }
      },
    },
    {
      route: 'POST /contacts/:id/unarchive',
      permission: 'read_write_users',
      handle(call) {
        const contact = requireKept(call, deps)
        contactsOf(call).unarchive(contact)
        return { body: { ...referenceTo(contact), archived: false } }
      },
    },
  ]
}

/** What a new contact needs (Intercom's OpenAPI descriptions, `create_contact_request`). */
function isEnough({ email = null, external_id: externalId = null, role }: ContactFields): boolean {
  return email !== null || externalId !== null || role !== undefined
}

/** @throws RestError 404, or from 2.16 on 410 for a merged contact, with the address of the one that it went into */
function readContact(call: RestCall, { data, switches }: OperationDeps): Contact {
  const state = data.of(call.caller.workspace).contacts.state(call.params['id'] ?? '')
  if (state.kind === 'live') return state.contact
  if (state.kind === 'archived' && switches().archivedContact === 'served') return state.contact
  if (state.kind !== 'merged' || call.version !== '2.16') throw userNotFound()
  const message = "This contact has been merged. See the 'Link' header for the canonical contact."
  const link = `</contacts/${state.into.id}>; rel="canonical"`
  throw new RestError(410, { code: 'contact_merged', message }, { link })
}

/** A contact in sight or archived. */
function requireKept({ caller, params }: RestCall, { data }: OperationDeps): Contact {
  const state = data.of(caller.workspace).contacts.state(params['id'] ?? '')
  if (state.kind === 'live' || state.kind === 'archived') return state.contact
  throw userNotFound()
}

function referenceTo({ id, external_id }: Contact) {
  return { type: 'contact', id, external_id }
}
