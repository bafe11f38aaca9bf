import { Pool } from 'undici'

interface Contact {
  id: string
  email: string | null
  external_id: string | null
}

interface ContactsAnswer {
  data: Contact[]
  pages?: { next?: { starting_after: string } | null }
}

const pagesRead = 20

/**
 * Reads pages of 150 contacts from the newest on, looks every one of them up by its id, and searches by e-mail,
 * external id and date. Resolves to how many requests that took.
 *
 * @throws Error when one of them is refused
 */
export async function readAndSearchContacts(server: { url: string; token: string }): Promise<number> {
  const pool = new Pool(server.url, { connections: 1 })
  let requests = 0

  async function ask(path: string, body?: unknown): Promise<ContactsAnswer> {
    requests += 1
    const answer = await pool.request({
      method: body === undefined ? 'GET' : 'POST',
      path,
      headers: {
        authorization: `Bearer ${server.token}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`)
    // The emulator's own answers, whose shape its tests hold.
    return (await answer.body.json()) as ContactsAnswer
  }

  let after = ''
  for (let page = 0; page < pagesRead; page += 1) {
    const { data, pages } = await ask(`/contacts?per_page=150${after}`)
    for (const contact of data) await ask(`/contacts/${contact.id}`)
    for (const filter of filtersFor(data[0])) await ask('/contacts/search', { query: filter })
    const cursor = pages?.next?.starting_after
    if (cursor === undefined) break
    after = `&starting_after=${encodeURIComponent(cursor)}`
  }
  await pool.close()
  return requests
}

function filtersFor(contact: Contact | undefined) {
  if (contact === undefined) return []
  return [
    { field: 'email', operator: '=', value: contact.email ?? 'nobody@nowhere.example' },
    { field: 'external_id', operator: '=', value: contact.external_id ?? 'none' },
    { field: 'created_at', operator: '>', value: '1600000000' },
  ]
}
