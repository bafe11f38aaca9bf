import { describe, expect, test } from 'vitest'
import { clientHarness, errorList } from '../../testing/client-harness.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { CONVERSATION, CONVERSATION_WITH_PARTS } from '../testing/items.ts'
import { scriptPages, sentTo } from '../testing/sent.ts'
import { untyped } from '../testing/untyped.ts'
import type { ContactReply } from './reply.ts'

const { server, client } = clientHarness()

const READ = { ...CONVERSATION, admin_assignee_id: '5017' }

function list(next: unknown): object {
  const pages = { type: 'pages', page: 1, per_page: 20, total_pages: 2, next }
  return { type: 'conversation.list', conversations: [CONVERSATION], total_count: 2, pages }
}

describe('conversations', () => {
  test('are listed by cursor', async () => {
    scriptPages(server(), [list({ page: 2, starting_after: 'c2' }), list(undefined)])
    const page = await client().conversations.list({ perPage: 20 })
    expect(page).toMatchObject({ items: [READ], total: 2, nextCursor: 'c2' })
    expect(await page.next()).toMatchObject({ items: [READ], nextCursor: undefined })
    expect(sentTo(server())).toEqual([
      { request: 'GET /conversations?per_page=20' },
      { request: 'GET /conversations?per_page=20&starting_after=c2' },
    ])
  })

  test('are searched', async () => {
    server().scriptJson(200, list(null))
    const query = { field: 'open', operator: '=', value: true } as const
    expect((await client().conversations.search({ query, cursor: 'c2' })).items).toEqual([READ])
    expect(sentTo(server())).toEqual([
      {
        request: 'POST /conversations/search',
        json: { query, pagination: { per_page: 150, starting_after: 'c2' } },
      },
    ])
  })

  test('may be larger than other lists', async () => {
    const source = { ...CONVERSATION.source, body: 'x'.repeat(9_000_000) }
    server().scriptJson(200, { conversations: [{ ...CONVERSATION, source }] })
    const page = await client().conversations.list()
    expect(page.items[0]?.source?.body).toHaveLength(9_000_000)
  })

  test('need an active subscription', async () => {
    server().scriptJson(403, errorList('api_plan_restricted'))
    expect(await failureOf(client().conversations.list())).toMatchObject({
      code: 'intercom.forbidden',
      intercomCode: 'api_plan_restricted',
    })
  })
})

describe('one conversation', () => {
  test('is shown with its parts, whose ids are text', async () => {
    server().scriptJson(200, CONVERSATION_WITH_PARTS)
    const conversation = await client().conversations.show({ id: '503' })
    expect(conversation).toMatchObject(READ)
    expect(conversation.conversation_parts?.conversation_parts).toMatchObject([
      { id: '9001', part_type: 'comment', body: '<p>On its way.</p>', author: { id: '5017' } },
    ])
    await client().conversations.show({ id: '503', displayAs: 'plaintext' })
    expect(sentTo(server())).toEqual([
      { request: 'GET /conversations/503' },
      { request: 'GET /conversations/503?display_as=plaintext' },
    ])
  })

  test.each([
    ['1a', '1a'],
    [12, '12'],
    [0, null],
    ['0', null],
    [null, null],
    [{ id: 1 }, undefined],
  ])('tells an assignee sent as %j as %j', async (sent, told) => {
    server().scriptJson(200, { ...CONVERSATION, admin_assignee_id: sent, team_assignee_id: sent })
    const { admin_assignee_id, team_assignee_id } = await client().conversations.show({ id: '503' })
    expect([admin_assignee_id, team_assignee_id]).toEqual([told, told])
  })

  test('tells whom it is rated and closed by, and its people, as text', async () => {
    server().scriptJson(200, {
      ...CONVERSATION,
      conversation_rating: { rating: 5, contact: { type: 'contact', id: 'c' }, teammate: { id: 5017 } },
      statistics: { type: 'conversation_statistics', last_closed_by_id: 5017 },
      teammates: { type: 'admin.list', teammates: [{ type: 'admin', id: 5017 }] },
    })
    expect(await client().conversations.show({ id: '503' })).toMatchObject({
      conversation_rating: { rating: 5, teammate: { id: '5017' } },
      statistics: { last_closed_by_id: '5017' },
      teammates: { teammates: [{ id: '5017' }] },
    })
  })

  test('is read with null in everything but its id', async () => {
    const nulls = Object.fromEntries(Object.keys(CONVERSATION_WITH_PARTS).map((name) => [name, null]))
    server().scriptJson(200, { ...nulls, id: 503 })
    expect(await client().conversations.show({ id: '503' })).toEqual({ ...nulls, id: '503' })
  })

  test('may be larger than other answers', async () => {
    const conversation_parts = { conversation_parts: [{ id: '1', body: 'x'.repeat(9_000_000) }] }
    server().scriptJson(200, { ...CONVERSATION, conversation_parts })
    const { conversations } = client()
    const shown = await conversations.show({ id: '503' })
    expect(shown.conversation_parts?.conversation_parts[0]?.body).toHaveLength(9_000_000)
    await conversations.reply({ id: '503', type: 'admin', admin_id: '5017', body: 'Hello' })
    await conversations.open({ id: '503', admin_id: '5017' })
  })

  test('with a part that has no id is a bad answer', async () => {
    const conversation_parts = { conversation_parts: [{ body: 'lost' }] }
    server().scriptJson(200, { ...CONVERSATION, conversation_parts })
    expect((await failureOf(client().conversations.show({ id: '503' }))).code).toBe('intercom.bad_answer')
  })
})

describe('a reply', () => {
  const reply = { id: '503', body: 'Hello' }

  test.each([
    [
      'an admin',
      { ...reply, type: 'admin', admin_id: '5017' },
      { message_type: 'comment', admin_id: '5017' },
    ],
    [
      'a note',
      { ...reply, type: 'admin', message_type: 'note', admin_id: '5017', created_at: 1_722_000_000 },
      { message_type: 'note', admin_id: '5017', created_at: 1_722_000_000 },
    ],
    ['a contact', { ...reply, type: 'user', user_id: '4711' }, { message_type: 'comment', user_id: '4711' }],
    [
      'a contact by Intercom’s id, with a picture',
      { ...reply, type: 'user', intercom_user_id: 'c', attachment_urls: ['https://example.com/a.png'] },
      { message_type: 'comment', intercom_user_id: 'c', attachment_urls: ['https://example.com/a.png'] },
    ],
  ] as const)('is sent as %s', async (_who, input, sent) => {
    server().scriptJson(200, CONVERSATION_WITH_PARTS)
    expect(await client().conversations.reply(input)).toMatchObject(READ)
    expect(sentTo(server())).toEqual([
      { request: 'POST /conversations/503/reply', json: { type: input.type, body: 'Hello', ...sent } },
    ])
  })

  test.each([
    ['body', { ...reply, body: '', type: 'user', email: 'ines@example.com' }],
    ['admin_id', { ...reply, type: 'admin', admin_id: '' }],
    ['exactly one of intercom_user_id, user_id and email', { ...reply, type: 'user' }],
    ['exactly one of', { ...reply, type: 'user', user_id: '1', email: 'ines@example.com' }],
    ['user_id', { ...reply, type: 'user', user_id: '' }],
    ['created_at', { ...reply, type: 'user', user_id: '1', created_at: 1_722_000_000_000 }],
    ['type', { ...reply, type: 'bot', user_id: '1' }],
    ['message_type', { ...reply, type: 'admin', admin_id: '1', message_type: 'quick_reply' }],
  ])('is not sent with a bad %s', async (name, input) => {
    server().scriptJson(200, CONVERSATION)
    await expect(client().conversations.reply(untyped<ContactReply>(input))).rejects.toThrow(name)
    expect(server().requests).toHaveLength(0)
  })
})

describe('a conversation', () => {
  test('is closed, opened, snoozed and assigned by its parts', async () => {
    server().scriptJson(200, CONVERSATION)
    const { conversations } = client()
    const by = { id: '503', admin_id: '5017' }
    expect(await conversations.close({ ...by, body: 'Goodbye' })).toEqual(READ)
    await conversations.close(by)
    await conversations.open(by)
    await conversations.snooze({ ...by, snoozed_until: 1_900_000_000 })
    await conversations.assign({ ...by, assignee_id: '5018' })
    await conversations.assign({ ...by, assignee_id: '0', type: 'team', body: 'Over to you' })
    const request = 'POST /conversations/503/parts'
    const admin_id = '5017'
    expect(sentTo(server())).toEqual([
      { request, json: { message_type: 'close', type: 'admin', admin_id, body: 'Goodbye' } },
      { request, json: { message_type: 'close', type: 'admin', admin_id } },
      { request, json: { message_type: 'open', admin_id } },
      { request, json: { message_type: 'snoozed', admin_id, snoozed_until: 1_900_000_000 } },
      { request, json: { message_type: 'assignment', type: 'admin', admin_id, assignee_id: '5018' } },
      {
        request,
        json: { message_type: 'assignment', type: 'team', admin_id, assignee_id: '0', body: 'Over to you' },
      },
    ])
  })

  test('is not moved by nobody, to nobody or to a time in milliseconds', async () => {
    server().scriptJson(200, CONVERSATION)
    const { conversations } = client()
    const by = { id: '503', admin_id: '5017' }
    await expect(conversations.open({ id: '503', admin_id: '' })).rejects.toThrow('admin_id')
    await expect(conversations.assign({ ...by, assignee_id: '' })).rejects.toThrow('assignee_id')
    const snoozed_until = 1_900_000_000_000
    await expect(conversations.snooze({ ...by, snoozed_until })).rejects.toThrow('not milliseconds')
    expect(server().requests).toHaveLength(0)
  })
})
