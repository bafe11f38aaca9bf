import { idsIn, listIn, textIn } from './read-json.ts'
import type { Ask } from './recorder.ts'

const pagesRead = 3
const itemsShown = 40

/** Reads conversations: pages, searches good and bad, one by one as HTML and as plain text. */
export async function driveConversationReads(ask: Ask): Promise<void> {
  await ask('GET /conversations')
  let startingAfter = ''
  for (let page = 1; page <= pagesRead; page++) {
    const { body } = await ask('GET /conversations', {
      query: { per_page: 150, ...(startingAfter !== '' && { starting_after: startingAfter }) },
    })
    if (page === 1) await showEach(ask, idsIn(body, 'conversations').slice(0, itemsShown))
    startingAfter = textIn(body, 'pages', 'next', 'starting_after')
    if (startingAfter === '') break
  }
  await ask('GET /conversations', { query: { starting_after: 'no cursor' } })
  await ask('GET /conversations/:id', { params: { id: '999999' } })

  const created = { field: 'created_at', operator: '>', value: '0' }
  const open = { field: 'state', operator: '=', value: 'open' }
  const { body } = await ask('POST /conversations/search', {
    json: { query: created, pagination: { per_page: 5 } },
  })
  for (const json of [
    {
      query: created,
      pagination: { per_page: 5, starting_after: textIn(body, 'pages', 'next', 'starting_after') },
    },
    { query: { operator: 'AND', value: [created, open] }, pagination: { per_page: 150 } },
    { query: { field: 'id', operator: '=', value: 'none' } },
    { query: { ...created, operator: '≈' } },
    { query: created, pagination: { starting_after: 'no cursor' } },
    {},
  ]) {
    await ask('POST /conversations/search', { json })
  }
}

async function showEach(ask: Ask, ids: readonly string[]): Promise<void> {
  for (const id of ids) await ask('GET /conversations/:id', { params: { id } })
  for (const id of ids.slice(0, 5)) {
    await ask('GET /conversations/:id', { params: { id }, query: { display_as: 'plaintext' } })
  }
}

/** Writes conversations: replies of both sides, notes, and every change of state, each then read again. */
export async function driveConversationWrites(ask: Ask, adminId: string): Promise<void> {
  const { body: list } = await ask('GET /conversations', { query: { per_page: 2 } })
  const [first, second] = listIn(list, 'conversations')
  const { body: teams } = await ask('GET /teams')
  const [teamId = ''] = idsIn(teams, 'teams')
  const contactId = textIn(listIn(first, 'contacts', 'contacts')[0], 'id')
  await driveReplies(ask, { id: textIn(first, 'id'), contactId, adminId })

  const params = { id: textIn(second, 'id') }
  const admin = { admin_id: adminId }
  for (const json of [
    { message_type: 'assignment', type: 'admin', ...admin, assignee_id: adminId },
    { message_type: 'assignment', type: 'admin', ...admin, assignee_id: adminId, body: 'Over to you' },
    { message_type: 'assignment', type: 'team', ...admin, assignee_id: teamId },
    { message_type: 'assignment', type: 'admin', ...admin, assignee_id: '0' },
    { message_type: 'snoozed', ...admin, snoozed_until: 1_900_000_000 },
    { message_type: 'open', ...admin },
    { message_type: 'close', type: 'admin', ...admin, body: 'All done' },
    { message_type: 'open', ...admin },
    { message_type: 'close', type: 'admin', ...admin },
    // Refused: no such change, nobody to assign to.
    { message_type: 'vanish', ...admin },
    { message_type: 'assignment', type: 'admin', ...admin, assignee_id: '999999' },
  ]) {
    await ask('POST /conversations/:id/parts', { params, json })
    await ask('GET /conversations/:id', { params })
  }
  await ask('POST /conversations/:id/parts', {
    params: { id: '999999' },
    json: { message_type: 'close', type: 'admin', ...admin },
  })
  await ask('GET /conversations', { query: { per_page: 5 } })
}

async function driveReplies(
  ask: Ask,
  { id, contactId, adminId }: { id: string; contactId: string; adminId: string },
): Promise<void> {
  const user = { type: 'user', message_type: 'comment' }
  const admin = { type: 'admin', admin_id: adminId }
  const replies = [
    { ...user, intercom_user_id: contactId, body: 'Thank you' },
    { ...user, intercom_user_id: contactId, body: 'See', attachment_urls: ['https://readers.example/a.png'] },
    { ...admin, message_type: 'comment', body: '<p>You are <b>welcome</b></p>' },
    { ...admin, message_type: 'note', body: '<script>alert(1)</script> 🎉' },
    {
      ...admin,
      message_type: 'quick_reply',
      reply_options: [{ text: 'Yes', uuid: 'a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb' }],
    },
    // Refused: nobody, no kind, nothing said.
    { ...user, intercom_user_id: 'nobody', body: 'Hello?' },
    { ...admin, message_type: 'shout', body: 'Hello?' },
    { ...admin, message_type: 'comment' },
  ]
  for (const json of replies) await ask('POST /conversations/:id/reply', { params: { id }, json })
  await ask('GET /conversations/:id', { params: { id } })
  await ask('POST /conversations/:id/reply', {
    params: { id: 'last' },
    json: { ...user, intercom_user_id: contactId, body: 'To the last one' },
  })
  await ask('POST /conversations/:id/reply', {
    params: { id: '999999' },
    json: { ...user, intercom_user_id: contactId, body: 'To none' },
  })
}
