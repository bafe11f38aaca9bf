import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import { contactsAtWork } from './subject.ts'
import type { Subject, SubjectInput } from './subject.ts'

interface Contacts {
  data: { id: unknown }[]
  pages: { next?: { starting_after: string } | null }
}

/** undici and `JSON.parse`, nothing else: no check, no retry, no limit. The least that a client can cost. */
export function bareUndiciSubject({ url, token }: SubjectInput): Subject {
  const pool = new Pool(url, { connections: 64 })
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'intercom-version': '2.16',
  }
  async function get(path: string): Promise<unknown> {
    const { body } = await pool.request({ method: 'GET', path, headers })
    return body.json()
  }
  return {
    me: () => get('/me'),
    listContacts: (perPage) => get(`/contacts?per_page=${perPage}`),
    async readContacts({ perPage = contactsAtWork, workMs }) {
      let count = 0
      let cursor: string | undefined
      do {
        const after = cursor === undefined ? '' : `&starting_after=${encodeURIComponent(cursor)}`
        // The emulator's answers are the ones that this file is written for.
        const { data, pages } = (await get(`/contacts?per_page=${perPage}${after}`)) as Contacts
        for (const contact of data) {
          if (typeof contact.id !== 'string') throw new Error('a contact without an id')
          count += 1
          if (workMs > 0 && count % contactsAtWork === 0) await wait(workMs)
        }
        cursor = pages.next?.starting_after
      } while (cursor !== undefined)
      return count
    },
  }
}
