import { describe, expect, test } from 'vitest'
import { clientVersions, collect, startOfficialClient } from './start-official-client.ts'
import type { OfficialClient } from './start-official-client.ts'

describe.for(clientVersions)('in version %s', (version) => {
  test('its iterator goes through all conversations of all pages, each once', async () => {
    const { client } = await startOfficialClient({ version })
    const page = await client.conversations.list({ per_page: 5 })
    expect(page.response).toMatchObject({ type: 'conversation.list', total_count: 12 })
    const conversations = await collect(page)
    expect(conversations).toHaveLength(12)
    expect(new Set(conversations.map(({ id }) => id)).size).toBe(12)
  })

  test('a conversation is found with its parts, as HTML and as plain text', async () => {
    const { client } = await startOfficialClient({ version })
    const { conversation_id } = await firstConversation(client)
    const found = await client.conversations.find({ conversation_id })
    expect(found).toMatchObject({ type: 'conversation', id: conversation_id })
    expect(found.conversation_parts?.conversation_parts).toHaveLength(
      found.conversation_parts?.total_count ?? -1,
    )
    const plain = await client.conversations.find({ conversation_id, display_as: 'plaintext' })
    expect(plain.source?.body).not.toMatch(/<\w+>/)
  })

  test('conversations are searched, page by page', async () => {
    const { client } = await startOfficialClient({ version })
    const conversations = await collect(await client.conversations.list({ per_page: 150 }))
    const open = conversations.filter(({ state }) => state === 'open').map(({ id }) => id)
    expect(open.length).toBeGreaterThan(1)
    const found = await client.conversations.search({
      query: { field: 'state', operator: '=', value: 'open' },
      pagination: { per_page: 2 },
    })
    expect((await collect(found)).map(({ id }) => id).toSorted()).toEqual(open.toSorted())
  })

  test('a contact and an admin reply, and the admin leaves a note: each is the last part of the conversation', async () => {
    const { client, adminId } = await startOfficialClient({ version })
    const { conversation_id, contactId } = await firstConversation(client)
    const lastParts = []
    for (const body of [
      { type: 'user', message_type: 'comment', intercom_user_id: contactId, body: 'Thank you' },
      { type: 'admin', message_type: 'comment', admin_id: adminId, body: 'You are welcome' },
      { type: 'admin', message_type: 'note', admin_id: adminId, body: 'A kind person' },
    ] as const) {
      const { conversation_parts } = await client.conversations.reply({ conversation_id, body })
      lastParts.push(conversation_parts?.conversation_parts?.at(-1))
    }
    expect(lastParts).toMatchObject([
      { part_type: 'comment', body: '<p>Thank you</p>', author: { id: contactId } },
      { part_type: 'comment', body: '<p>You are welcome</p>', author: { type: 'admin', id: adminId } },
      { part_type: 'note', body: '<p>A kind person</p>', author: { type: 'admin', id: adminId } },
    ])
  })

  test('the last conversation of a contact is replied to without its id', async () => {
    const { client } = await startOfficialClient({ version })
    const { contactId } = await firstConversation(client)
    const conversation = await client.conversations.reply({
      conversation_id: 'last',
      body: { type: 'user', message_type: 'comment', intercom_user_id: contactId, body: 'And another thing' },
    })
    expect(conversation.contacts?.contacts?.map(({ id }) => id)).toContain(contactId)
  })

  test('a conversation is closed, opened and snoozed', async () => {
    const { client, adminId } = await startOfficialClient({ version })
    const { conversation_id } = await firstConversation(client)
    const until = 1_900_000_000
    const states = []
    for (const body of [
      { message_type: 'close', type: 'admin', admin_id: adminId },
      { message_type: 'open', admin_id: adminId },
      { message_type: 'snoozed', admin_id: adminId, snoozed_until: until },
    ] as const) {
      const { state, open, snoozed_until } = await client.conversations.manage({ conversation_id, body })
      states.push({ state, open, snoozed_until })
    }
    expect(states).toMatchObject([
      { state: 'closed', open: false },
      { state: 'open', open: true },
      { state: 'snoozed', snoozed_until: until },
    ])
    expect(await client.conversations.find({ conversation_id })).toMatchObject({ state: 'snoozed' })
  })

  test('a conversation is assigned to an admin, to a team and to nobody', async () => {
    const { client, adminId } = await startOfficialClient({ version })
    const { conversation_id } = await firstConversation(client)
    const { teams = [] } = await client.teams.list()
    const teamId = teams[0]?.id ?? ''
    const assign = async (type: 'admin' | 'team', assignee_id: string) => {
      const { admin_assignee_id, team_assignee_id } = await client.conversations.manage({
        conversation_id,
        body: { message_type: 'assignment', type, admin_id: adminId, assignee_id },
      })
      return { admin: admin_assignee_id, team: String(team_assignee_id) }
    }
    expect(await assign('admin', adminId)).toMatchObject({ admin: Number(adminId) })
    expect(await assign('team', teamId)).toMatchObject({ team: teamId })
    const { admin } = await assign('admin', '0')
    expect(admin ?? 0).toBe(0)
  })
})

async function firstConversation(client: OfficialClient['client']) {
  const { data } = await client.conversations.list()
  const contactId = data[0]?.contacts?.contacts?.[0]?.id ?? ''
  return { conversation_id: data[0]?.id ?? '', contactId }
}
