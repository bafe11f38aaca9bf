import * as z from 'zod'
import { describe, expect, test } from 'vitest'
import { hostileBodies } from '../../data/conversations/hostile-bodies.ts'
import { oddPlaces } from '../../data/conversations/seeded-conversation.ts'
import { seed } from '../../seed.ts'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn } from '../ask-api.ts'
import type { ApiAnswer, AskApi } from '../ask-api.ts'
import { apiVersions } from '../operation.ts'

const { us, au } = seed.workspaces

const Author = z.looseObject({
  type: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
})
const Item = z.looseObject({
  id: z.string(),
  created_at: z.number(),
  state: z.enum(['open', 'closed', 'snoozed']),
  open: z.boolean(),
  priority: z.string(),
  source: z.looseObject({ subject: z.string(), body: z.string(), author: Author }),
  contacts: z.looseObject({ contacts: z.array(z.looseObject({ id: z.string() })) }),
})
const List = z.looseObject({
  type: z.literal('conversation.list'),
  total_count: z.number(),
  conversations: z.array(Item),
  pages: z.looseObject({ next: z.looseObject({ starting_after: z.string() }).optional() }),
})
const Shown = Item.extend({
  conversation_parts: z.looseObject({
    total_count: z.number(),
    conversation_parts: z.array(
      z.looseObject({ id: z.string(), part_type: z.string(), created_at: z.number(), author: Author }),
    ),
  }),
})

const listIn = ({ body }: ApiAnswer) => List.parse(body)
const shownIn = ({ body }: ApiAnswer) => Shown.parse(body)

async function newest(ask: AskApi, count = 150) {
  return listIn(await ask(`GET /conversations?per_page=${count}`)).conversations
}

async function atPlace(ask: AskApi, place: number) {
  const item = (await newest(ask))[place]
  return shownIn(await ask(`GET /conversations/${item?.id}`))
}

describe('GET /conversations', () => {
  test('gives twenty, the newest first, without parts', async () => {
    const ask = apiOf(await startEmulator())
    const { conversations, total_count } = listIn(await ask('GET /conversations'))
    expect(conversations).toHaveLength(20)
    expect(total_count).toBe(us.size.conversations)
    const times = conversations.map((conversation) => conversation.created_at)
    expect(times).toEqual(times.toSorted((first, second) => second - first))
    for (const conversation of conversations) expect(conversation).not.toHaveProperty('conversation_parts')
  })

  test('shows each conversation on exactly one page', async () => {
    const ask = apiOf(await startEmulator())
    const seen: string[] = []
    let path = 'GET /conversations?per_page=149'
    let after: string | undefined
    do {
      const { conversations, pages } = listIn(await ask(path))
      seen.push(...conversations.map(({ id }) => id))
      after = pages.next?.starting_after
      path = `GET /conversations?per_page=149&starting_after=${encodeURIComponent(after ?? '')}`
    } while (after !== undefined)
    expect(seen).toHaveLength(us.size.conversations)
    expect(new Set(seen).size).toBe(us.size.conversations)
  })

  test('is empty in an empty workspace', async () => {
    const emulator = await startEmulator()
    const ask = apiOf(emulator, { workspaceId: au.id, adminId: au.admins.isla.id })
    expect(listIn(await ask('GET /conversations'))).toMatchObject({ conversations: [], total_count: 0 })
  })

  test('refuses a cursor that it did not give, and pages over 150', async () => {
    const ask = apiOf(await startEmulator())
    expect(errorIn(await ask('GET /conversations?starting_after=nonsense'))).toEqual({
      status: 400,
      code: 'client_error',
      message:
        'Invalid starting_after param. Please try again using a starting_after value from a paginated response',
    })
    expect(errorIn(await ask('GET /conversations?per_page=151'))).toMatchObject({ status: 400 })
  })

  test('is as large as it is made, at once', async () => {
    const emulator = await startEmulator({ sizes: { [us.id]: { conversations: 1_000_000 } } })
    expect(listIn(await apiOf(emulator)('GET /conversations')).total_count).toBe(1_000_000)
  })
})

describe('GET /conversations/:id', () => {
  test.for(apiVersions)('is in %s assigned to nobody in the way of that version', async (version) => {
    const items = await newest(apiOf(await startEmulator(), { version }))
    const assignees = items.map((item) => item['admin_assignee_id'])
    expect([assignees.includes(0), assignees.includes(null)]).toEqual(
      version === '2.16' ? [true, false] : [false, true],
    )
  })

  test.for(apiVersions)('has in %s the fields of that version', async (version) => {
    const emulator = await startEmulator()
    const [first] = await newest(apiOf(emulator, { version }), 1)
    const { body } = await apiOf(emulator, { version })(`GET /conversations/${first?.id}`)
    const shown = Shown.parse(body)
    expect('custom_attributes' in shown).toBe(version !== '2.8')
    expect(['none', 'high'].includes(shown.priority)).toBe(version === '2.16')
    expect(['not_priority', 'priority'].includes(shown.priority)).toBe(version !== '2.16')
  })

  test('of an unknown conversation is 404, and so is one of another workspace', async () => {
    const emulator = await startEmulator()
    const [first] = await newest(apiOf(emulator), 1)
    const elsewhere = apiOf(emulator, { workspaceId: au.id, adminId: au.admins.isla.id })
    const notFound = { status: 404, code: 'not_found', message: 'Resource Not Found' }
    expect(errorIn(await apiOf(emulator)('GET /conversations/999999'))).toEqual(notFound)
    expect(errorIn(await elsewhere(`GET /conversations/${first?.id}`))).toEqual(notFound)
  })

  test('gives all of 500 parts, and of more the 500 most recent with the whole count', async () => {
    const ask = apiOf(await startEmulator())
    const full = (await atPlace(ask, oddPlaces.fullOfParts)).conversation_parts
    expect([full.total_count, full.conversation_parts.length]).toEqual([500, 500])
    const overfull = (await atPlace(ask, oddPlaces.overfullOfParts)).conversation_parts
    expect([overfull.total_count, overfull.conversation_parts.length]).toEqual([640, 500])
    const ids = overfull.conversation_parts.map(({ id }) => id)
    expect(new Set(ids).size).toBe(500)
    const times = overfull.conversation_parts.map((part) => part.created_at)
    expect(times).toEqual(times.toSorted((first, second) => first - second))
  })

  test('tells in its parts of what made it closed or snoozed', async () => {
    const ask = apiOf(await startEmulator())
    const items = (await newest(ask)).filter(({ state }) => state !== 'open').slice(0, 20)
    const lastParts = await Promise.all(
      items.map(async ({ id, state }) => {
        const { conversation_parts } = shownIn(await ask(`GET /conversations/${id}`))
        return [state, conversation_parts.conversation_parts.at(-1)?.part_type]
      }),
    )
    expect(new Set(lastParts.map(String))).toEqual(new Set(['closed,close', 'snoozed,snoozed']))
  })

  test('keeps the id alone of an author who was deleted', async () => {
    const ask = apiOf(await startEmulator())
    const conversation = await atPlace(ask, oddPlaces.deletedAuthor)
    expect(conversation.source.author).toMatchObject({ type: 'user', name: null, email: '' })
    expect(conversation.contacts.contacts).toEqual([])
  })

  test('loses an author whom somebody deletes', async () => {
    const ask = apiOf(await startEmulator())
    const items = await newest(ask)
    const item = items.find(({ source }) => source.author.type === 'user' && source.author.name !== null)
    await ask(`DELETE /contacts/${item?.source.author.id}`)
    const after = shownIn(await ask(`GET /conversations/${item?.id}`))
    expect(after.source.author).toMatchObject({ id: item?.source.author.id, name: null })
    expect(after.contacts.contacts).toEqual([])
  })

  test('has a subject that is empty, of an e-mail', async () => {
    const conversation = await atPlace(apiOf(await startEmulator()), oddPlaces.withoutSubject)
    expect(conversation.source).toMatchObject({ type: 'email', subject: '' })
  })

  test('carries hostile bodies as they are, each on the first two pages', async () => {
    const items = await newest(apiOf(await startEmulator()), 40)
    const bodies = items.map(({ source }) => source.body)
    // Through JSON a lone half of a pair becomes the replacement character.
    const sent = hostileBodies.map((body) => body.html().toWellFormed())
    expect(bodies.map((body) => body.toWellFormed())).toEqual(expect.arrayContaining(sent))
    expect(Math.max(...bodies.map((body) => body.length))).toBeGreaterThan(200_000)
  })

  test('shows text without tags on demand', async () => {
    const ask = apiOf(await startEmulator())
    const [first] = await newest(ask, 1)
    const plain = shownIn(await ask(`GET /conversations/${first?.id}?display_as=plaintext`))
    expect(first?.source.body).toContain('<p>')
    expect(plain.source.body).not.toContain('<p>')
  })
})

describe('POST /conversations/search', () => {
  const search = async (ask: AskApi, query: object) =>
    listIn(await ask('POST /conversations/search', { query }))

  test('finds by state, by person and by the words of the body', async () => {
    const ask = apiOf(await startEmulator())
    const open = await search(ask, { field: 'state', operator: '=', value: 'open' })
    expect(new Set(open.conversations.map(({ state }) => state))).toEqual(new Set(['open']))
    const contactId = (await newest(ask, 1))[0]?.contacts.contacts[0]?.id ?? ''
    const ofContact = await search(ask, { field: 'contact_ids', operator: '=', value: contactId })
    expect(ofContact.total_count).toBeGreaterThan(0)
    for (const { contacts } of ofContact.conversations) expect(contacts.contacts[0]?.id).toBe(contactId)
    const byWord = await search(ask, { field: 'source.body', operator: '=', value: 'discount' })
    expect(byWord.total_count).toBeGreaterThan(0)
    for (const { source } of byWord.conversations) expect(source.body).toContain('discount')
    const byWords = await search(ask, { field: 'source.body', operator: '=', value: 'discount code' })
    expect(byWords.total_count).toBe(0)
  })

  test.for([
    ['2.16', 0],
    ['2.14', null],
  ] as const)('finds in %s what is assigned to nobody by %j', async ([version, value]) => {
    const ask = apiOf(await startEmulator(), { version })
    const found = await search(ask, { field: 'admin_assignee_id', operator: '=', value })
    expect(found.total_count).toBeGreaterThan(0)
    for (const item of found.conversations) expect(item['admin_assignee_id']).toBe(value)
  })

  test('finds by id without a scan, and scans no further than its bound', async () => {
    const emulator = await startEmulator({ searchScannedMax: 10 })
    const ask = apiOf(emulator)
    const old = listIn(await ask('GET /conversations?per_page=150')).conversations[149]
    const byId = { field: 'id', operator: '=', value: old?.id }
    expect((await search(ask, byId)).conversations.map(({ id }) => id)).toEqual([old?.id])
    expect((await search(ask, { field: 'created_at', operator: '>', value: 0 })).total_count).toBe(10)
    expect(emulator.control.state().searchScannedMax).toBe(10)
  })

  test('refuses what it cannot search by', async () => {
    const ask = apiOf(await startEmulator())
    const query = { field: 'mood', operator: '=', value: 'good' }
    expect(errorIn(await ask('POST /conversations/search', { query }))).toMatchObject({
      status: 400,
      code: 'parameter_invalid',
    })
  })
})
