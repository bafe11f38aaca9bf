import { setTimeout as wait } from 'node:timers/promises'
import { IntercomClient } from 'intercom-client'
import { contactsAtWork } from './subject.ts'
import type { Subject, SubjectInput } from './subject.ts'

/** Intercom's own client, with its defaults. */
export function officialSubject({ url, token }: SubjectInput): Subject {
  const client = new IntercomClient({ token, environment: url })
  return {
    me: () => client.admins.identify(),
    listContacts: (perPage) => client.contacts.list({ per_page: perPage }),
    async readContacts({ perPage, workMs }) {
      let count = 0
      for await (const contact of await client.contacts.list(
        perPage === undefined ? {} : { per_page: perPage },
      )) {
        if (typeof contact.id !== 'string') throw new Error('a contact without an id')
        count += 1
        if (workMs > 0 && count % contactsAtWork === 0) await wait(workMs)
      }
      return count
    },
  }
}
