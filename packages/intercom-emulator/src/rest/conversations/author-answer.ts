import type { AuthorReference } from '../../data/conversations/conversation.ts'
import type { ContactStore } from '../../data/contacts/contact-store.ts'
import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { Switches } from '../../switches.ts'

export interface AuthorAnswer {
  type: 'user' | 'lead' | 'admin' | 'bot'
  id: string
  name: string | null
  email: string | null
}

export interface AuthorContext {
  workspace: SeedWorkspace
  contacts: ContactStore
  missingEmail: Switches['missingEmail']
}

/** The bot that speaks for every workspace. */
const operator: AuthorAnswer = {
  type: 'bot',
  id: '9001',
  name: 'Operator',
  email: 'operator@intercom.example',
}

/** Who wrote it, as they are now; of a contact that is no more the id alone is left. */
export function authorAnswer(
  author: AuthorReference,
  { workspace, contacts, missingEmail }: AuthorContext,
): AuthorAnswer {
  const noEmail = missingEmail === 'null' ? null : ''
  switch (author.kind) {
    case 'bot':
      return operator
    case 'admin': {
      const admin = adminsOf(workspace).find(({ id }) => id === author.id)
      return { type: 'admin', id: author.id, name: admin?.name ?? null, email: admin?.email ?? null }
    }
    case 'deleted':
      return { type: 'user', id: author.id, name: null, email: noEmail }
    case 'contact': {
      const contact = contacts.at(author.index)
      if (contact === undefined)
        return { type: 'user', id: contacts.idOf(author.index), name: null, email: noEmail }
      return { type: contact.role, id: contact.id, name: contact.name, email: contact.email ?? noEmail }
    }
  }
}

/** The contacts that take part and still are. */
export function contactReferences(
  contacts: readonly AuthorReference[],
  context: AuthorContext,
): { type: 'contact'; id: string; external_id: string | null }[] {
  return contacts.flatMap((reference) => {
    const contact = reference.kind === 'contact' ? context.contacts.at(reference.index) : undefined
    if (contact === undefined) return []
    return [{ type: 'contact' as const, id: contact.id, external_id: contact.external_id }]
  })
}
