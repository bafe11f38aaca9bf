import { z } from 'zod'
import type { Contact } from '../../data/contacts/contact.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { RestError } from '../operation.ts'
import type { RestOperation } from '../operation.ts'
import { readBody } from '../read-body.ts'
import { contactAnswer } from './contact-answer.ts'
import { viewOf } from './contact-view.ts'
import { requireContact } from './find-contact.ts'

const Merge = z.object({
  from: z.string().min(1),
  into: z.string().min(1),
  skip_duplicate_validation: z.boolean().default(false),
})

/** Merges a lead into a user; the lead's id ends. */
export function mergeContacts(deps: OperationDeps): RestOperation {
  return {
    route: 'POST /contacts/merge',
    permission: 'read_write_users',
    handle(call) {
      const { contacts } = deps.data.of(call.caller.workspace)
      const merge = readBody(Merge, call.body)
      const from = requireContact(contacts, merge.from)
      const into = requireContact(contacts, merge.into)
      if (from.role !== 'lead' || into.role !== 'user') {
        throw invalidMerge('Only a contact with the role lead can be merged into one with the role user')
      }
      // Only the description of 2.16 knows this check and the parameter that goes past it.
      if (call.version === '2.16' && !merge.skip_duplicate_validation && !areDuplicates(from, into)) {
        throw invalidMerge(
          'Contacts can only be merged when they are duplicates (matching email or phone). Pass skip_duplicate_validation=true to override this check.',
        )
      }
      return { body: contactAnswer(contacts.merge({ from, into }), viewOf(call, deps)) }
    },
  }
}

function areDuplicates(from: Contact, into: Contact): boolean {
  const sameEmail = from.email !== null && from.email.toLowerCase() === into.email?.toLowerCase()
  return sameEmail || (from.phone !== null && from.phone === into.phone)
}

function invalidMerge(message: string): RestError {
  return new RestError(400, { code: 'invalid_merge', message })
}
