import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type * as clientSource from '@latchkey/shared/intercom'
import { contactsAtWork } from './subject.ts'
import type { Subject, SubjectInput } from './subject.ts'

type Client = Pick<typeof clientSource, 'createIntercomClient' | 'intercomHosts'>

/** Our client as it is bundled for production, with its defaults and, for reading, look-ahead. */
export async function latchkeySubject({ url, token, clientPath }: SubjectInput): Promise<Subject> {
  // The bundle of that very module.
  const { createIntercomClient, intercomHosts } = (await import(pathToFileURL(clientPath).href)) as Client
  const client = createIntercomClient({
    accessToken: token,
    region: 'unknown',
    hosts: intercomHosts({ apiUrl: url }),
  })
  return {
    me: () => client.me(),
    listContacts: (perPage) => client.contacts.list({ perPage }),
    async readContacts({ perPage, workMs }) {
      let count = 0
      for await (const contact of await client.contacts.list({ perPage, lookAhead: 2 })) {
        if (typeof contact.id !== 'string') throw new Error('a contact without an id')
        count += 1
        if (workMs > 0 && count % contactsAtWork === 0) await wait(workMs)
      }
      return count
    },
  }
}
