import { idsIn, listIn, textIn } from './read-json.ts'
import type { Ask } from './recorder.ts'

const pagesRead = 4
const itemsShown = 40

/** Reads contacts: pages of several sizes, items one by one, their notes and tags, searches good and bad. */
export async function driveContactReads(ask: Ask): Promise<void> {
  await ask('GET /contacts')
  const { body: two } = await ask('GET /contacts', { query: { per_page: 2 } })
  await ask('GET /contacts', {
    query: { per_page: 2, starting_after: textIn(two, 'pages', 'next', 'starting_after') },
  })
  await ask('GET /contacts', { query: { starting_after: 'no cursor' } })

  let startingAfter = ''
  for (let page = 1; page <= pagesRead; page++) {
    const { body } = await ask('GET /contacts', {
      query: { per_page: 150, ...(startingAfter !== '' && { starting_after: startingAfter }) },
    })
    if (page === 1) await showEach(ask, idsIn(body, 'data').slice(0, itemsShown))
    startingAfter = textIn(body, 'pages', 'next', 'starting_after')
    if (startingAfter === '') break
  }

  await ask('GET /contacts/:id', { params: { id: '000000000000000000000000' } })
  await driveSearches(ask, listIn(two, 'data')[0])
}

async function showEach(ask: Ask, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await ask('GET /contacts/:id', { params: { id } })
    await ask('GET /contacts/:id/notes', { params: { id } })
    await ask('GET /contacts/:id/tags', { params: { id } })
  }
}

async function driveSearches(ask: Ask, contact: unknown): Promise<void> {
  const created = { field: 'created_at', operator: '>', value: '0' }
  const found = { field: 'email', operator: '=', value: textIn(contact, 'email') }
  const none = { field: 'email', operator: '=', value: 'nobody@nowhere.example' }
  const { body } = await ask('POST /contacts/search', {
    json: { query: created, pagination: { per_page: 5 } },
  })
  const starting_after = textIn(body, 'pages', 'next', 'starting_after')
  for (const json of [
    { query: created, pagination: { per_page: 5, starting_after } },
    { query: { operator: 'AND', value: [created, found] } },
    {
      query: { operator: 'OR', value: [{ operator: 'AND', value: [created] }, none] },
      pagination: { per_page: 150 },
    },
    { query: none },
    { query: created, sort: { field: 'name', order: 'ascending' } },
    // Refused: no such order, no such operator, no such cursor, no query.
    { query: created, sort: { field: 'name', order: 'desc' } },
    { query: { ...created, operator: '≈' } },
    { query: created, pagination: { starting_after: 'no cursor' } },
    {},
  ]) {
    await ask('POST /contacts/search', { json })
  }
}

/** Writes contacts: created with all and with little, changed, tagged, noted, archived, deleted, merged, refused. */
export async function driveContactWrites(ask: Ask, adminId: string): Promise<void> {
  const { body: rich } = await ask('POST /contacts', {
    json: {
      role: 'user',
      external_id: 'reader-1',
      email: 'ada.rich@readers.example',
      phone: '+353871234567',
      name: 'Ada Rich',
      avatar: 'https://readers.example/ada.png',
      signed_up_at: 1_571_672_154,
      last_seen_at: 1_571_672_158,
      owner_id: Number(adminId),
      unsubscribed_from_emails: true,
    },
  })
  const { body: plain } = await ask('POST /contacts', { json: { email: 'plain@readers.example' } })
  const { body: lead } = await ask('POST /contacts', { json: { role: 'lead', name: 'A lead' } })
  const { body: twin } = await ask('POST /contacts', { json: { role: 'lead', phone: '+353871234567' } })
  await ask('POST /contacts', { json: { email: 'ada.rich@readers.example' } })
  await ask('POST /contacts', { json: {} })
  await ask('POST /contacts', { json: { role: 'wizard' } })

  const id = textIn(rich, 'id')
  const nobody = { id: '000000000000000000000000' }
  await ask('PUT /contacts/:id', { params: { id }, json: { name: 'Ada R.', owner_id: null } })
  await ask('PUT /contacts/:id', { params: nobody, json: { name: 'Nobody' } })
  await ask('GET /contacts/:id', { params: { id } })
  await driveNotes(ask, { id, adminId })
  await driveContactTags(ask, id)
  await ask('GET /contacts/:id', { params: { id } })
  await driveMerges(ask, { leadId: textIn(lead, 'id'), twinId: textIn(twin, 'id'), userId: id })

  const gone = textIn(plain, 'id')
  for (const params of [{ id: gone }, nobody]) {
    await ask('POST /contacts/:id/archive', { params })
    await ask('GET /contacts/:id', { params })
    await ask('POST /contacts/:id/unarchive', { params })
    await ask('DELETE /contacts/:id', { params })
    await ask('GET /contacts/:id', { params })
  }
  const { body: seeded } = await ask('GET /contacts', { query: { per_page: 1 } })
  const [seededId = ''] = idsIn(seeded, 'data')
  await ask('POST /contacts/:id/archive', { params: { id: seededId } })
  await ask('GET /contacts/:id', { params: { id: seededId } })
  await ask('DELETE /contacts/:id', { params: { id: seededId } })
}

async function driveNotes(ask: Ask, { id, adminId }: { id: string; adminId: string }): Promise<void> {
  for (let count = 0; count < 3; count++) {
    await ask('POST /contacts/:id/notes', {
      params: { id },
      json: { body: '<p>Likes maps</p>', admin_id: adminId },
    })
  }
  await ask('POST /contacts/:id/notes', { params: { id }, json: { body: 'By nobody', admin_id: '999999' } })
  await ask('POST /contacts/:id/notes', {
    params: { id: 'nobody' },
    json: { body: 'To nobody', admin_id: adminId },
  })
  await ask('GET /contacts/:id/notes', { params: { id }, query: { per_page: 2 } })
  await ask('GET /contacts/:id/notes', { params: { id }, query: { per_page: 2, page: 2 } })
  await ask('GET /contacts/:id/notes', { params: { id: 'nobody' } })
}

async function driveContactTags(ask: Ask, id: string): Promise<void> {
  const { body: tag } = await ask('POST /tags', { json: { name: 'Cartographer' } })
  const tagId = textIn(tag, 'id')
  await ask('POST /contacts/:id/tags', { params: { id }, json: { id: tagId } })
  await ask('POST /contacts/:id/tags', { params: { id }, json: { id: '999999' } })
  await ask('POST /contacts/:id/tags', { params: { id: 'nobody' }, json: { id: tagId } })
  await ask('GET /contacts/:id/tags', { params: { id } })
  await ask('GET /contacts/:id/tags', { params: { id: 'nobody' } })
  await ask('DELETE /contacts/:id/tags/:tagId', { params: { id, tagId: '999999' } })
  await ask('DELETE /contacts/:id/tags/:tagId', { params: { id: 'nobody', tagId } })
  await ask('DELETE /contacts/:id/tags/:tagId', { params: { id, tagId } })
}

/** The lead has nothing in common with the user, the twin its telephone number. */
async function driveMerges(
  ask: Ask,
  { leadId, twinId, userId }: { leadId: string; twinId: string; userId: string },
): Promise<void> {
  await ask('POST /contacts/merge', { json: { from: userId, into: userId } })
  await ask('POST /contacts/merge', { json: { from: leadId, into: userId } })
  await ask('POST /contacts/merge', { json: { from: twinId, into: userId } })
  for (const id of [leadId, twinId]) await ask('GET /contacts/:id', { params: { id } })
  await ask('GET /contacts/:id', { params: { id: userId }, query: { include_merge_history: true } })
  await ask('POST /contacts/merge', { json: { from: 'nobody', into: userId } })
}
