import { describe, expect, test } from 'vitest'
import { clientHarness, errorList } from '../../testing/client-harness.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { CONTACT } from '../testing/items.ts'
import { scriptPages, sentTo } from '../testing/sent.ts'
import { untyped } from '../testing/untyped.ts'
import type { NewContact } from './contacts.ts'

const { server, client } = clientHarness()

/** The contact as the client tells it. */
const READ = { ...CONTACT, owner_id: '5017' }

function list(next: unknown, ...data: object[]): object {
  return { type: 'list', data, total_count: 3, pages: { type: 'pages', page: 1, per_page: '150', next } }
}

describe('the list of contacts', () => {
  test('is read page by page, to the end', async () => {
    scriptPages(server(), [
      list({ page: 2, starting_after: 'b/c=' }, CONTACT, { ...CONTACT, id: '2' }),
      list(null, { ...CONTACT, id: 3 }),
    ])
    const page = await client().contacts.list({ perPage: 2 })
    expect(page).toMatchObject({ items: [READ, { ...READ, id: '2' }], total: 3, nextCursor: 'b/c=' })
    const ids: string[] = []
    for await (const contact of page) ids.push(contact.id)
    expect(ids).toEqual([CONTACT.id, '2', '3'])
    expect(sentTo(server())).toEqual([
      { request: 'GET /contacts?per_page=2' },
      { request: 'GET /contacts?per_page=2&starting_after=b%2Fc%3D' },
    ])
  })

  test.each([{ pages: null }, { pages: {} }, { pages: { next: null } }, {}, { total_count: null }])(
    'ends with an answer that says %j',
    async (rest) => {
      server().scriptJson(200, { data: [CONTACT], ...rest })
      const page = await client().contacts.list({ cursor: 'x' })
      expect(page).toMatchObject({ items: [READ], total: undefined, nextCursor: undefined })
      expect(await page.next()).toBeUndefined()
      expect(sentTo(server())).toEqual([{ request: 'GET /contacts?per_page=150&starting_after=x' }])
    },
  )

  test.each([0, 151, 1.5, -1, Number.NaN, untyped<number>('50')])(
    'is not asked for with %j items a page',
    async (perPage) => {
      server().scriptJson(200, list(null))
      await expect(client().contacts.list({ perPage })).rejects.toThrow(RangeError)
      await expect(client().contacts.list({ perPage })).rejects.toThrow(
        'perPage must be a whole number from 1',
      )
      expect(server().requests).toHaveLength(0)
    },
  )
})

describe('a search for contacts', () => {
  const query = { operator: 'OR', value: [{ field: 'role', operator: '=', value: 'lead' }] } as const

  test('goes on at the cursor in its body', async () => {
    scriptPages(server(), [list({ starting_after: 'c2' }, CONTACT), list(undefined)])
    const sort = { field: 'created_at', order: 'ascending' } as const
    const page = await client().contacts.search({ query, sort, perPage: 5 })
    expect(page.items).toEqual([READ])
    expect((await page.next())?.items).toEqual([])
    expect(sentTo(server())).toEqual([
      { request: 'POST /contacts/search', json: { query, sort, pagination: { per_page: 5 } } },
      {
        request: 'POST /contacts/search',
        json: { query, sort, pagination: { per_page: 5, starting_after: 'c2' } },
      },
    ])
  })

  test('that Intercom would refuse is not sent', async () => {
    server().scriptJson(200, list(null))
    const group = { operator: 'AND', value: [query] } as const
    const search = client().contacts.search({ query: { operator: 'AND', value: [group] } })
    await expect(search).rejects.toThrow('query.value[0].value[0] is a group more than 2 deep')
    expect(server().requests).toHaveLength(0)
  })
})

describe('one contact', () => {
  test('is shown, with its merge history if asked for', async () => {
    server().scriptJson(200, { ...CONTACT, merge_history: [] })
    const { contacts } = client()
    expect(await contacts.show({ id: '17', includeMergeHistory: true })).toEqual({
      ...READ,
      merge_history: [],
    })
    await contacts.show({ id: '17' })
    expect(sentTo(server())).toEqual([
      { request: 'GET /contacts/17?include_merge_history=true' },
      { request: 'GET /contacts/17' },
    ])
  })

  test('is read with null in everything but its id', async () => {
    const nulls = Object.fromEntries(Object.keys(CONTACT).map((name) => [name, null]))
    server().scriptJson(200, { ...nulls, id: CONTACT.id })
    expect(await client().contacts.show({ id: '17' })).toEqual({ ...nulls, id: CONTACT.id })
  })

  test('that was merged names the one it became', async () => {
    const link = '<https://api.intercom.io/contacts/66a1f0c49b1de30001beefed>; rel="canonical"'
    server().scriptJson(410, errorList('contact_merged'), { link })
    expect(await failureOf(client().contacts.show({ id: '17' }))).toMatchObject({
      code: 'intercom.merged',
      mergedInto: '66a1f0c49b1de30001beefed',
    })
  })

  test('is made with the fields given, under their own names', async () => {
    server().scriptJson(200, CONTACT)
    const contact = { email: 'ines@example.com', name: null, custom_attributes: { seats: 3 } }
    expect(await client().contacts.create(contact)).toEqual(READ)
    expect(sentTo(server())).toEqual([{ request: 'POST /contacts', json: contact }])
  })

  test('that exists already is told by its id', async () => {
    const message = 'A contact matching those details already exists with id=66a1f0c49b1de30001c0ffee'
    server().scriptJson(409, { type: 'error.list', errors: [{ code: 'conflict', message }] })
    expect(await failureOf(client().contacts.create({ external_id: '4711' }))).toMatchObject({
      code: 'intercom.conflict',
      existingId: '66a1f0c49b1de30001c0ffee',
    })
  })

  test('is not made of nothing', async () => {
    server().scriptJson(200, CONTACT)
    const nameOnly = untyped<NewContact>({ name: 'Ines' })
    await expect(client().contacts.create(nameOnly)).rejects.toThrow('email, external_id and role')
    expect(server().requests).toHaveLength(0)
  })

  test('is changed without its id in the body', async () => {
    server().scriptJson(200, CONTACT)
    expect(await client().contacts.update({ id: '17', phone: null, owner_id: '5017' })).toEqual(READ)
    expect(sentTo(server())).toEqual([
      { request: 'PUT /contacts/17', json: { phone: null, owner_id: '5017' } },
    ])
  })

  test('is archived and taken back, in the words of any version', async () => {
    const { contacts } = client()
    server().scriptJson(200, { id: '17', object: 'contact', archived: true })
    expect(await contacts.archive({ id: '17' })).toMatchObject({ id: '17', archived: true })
    expect(sentTo(server())).toEqual([{ request: 'POST /contacts/17/archive' }])
    server().scriptJson(200, { type: 'contact', id: '17', external_id: null })
    expect(await contacts.unarchive({ id: '17' })).toEqual({ type: 'contact', id: '17', external_id: null })
    expect(sentTo(server())).toEqual([{ request: 'POST /contacts/17/unarchive' }])
  })

  test('is merged into another', async () => {
    server().scriptJson(200, CONTACT)
    expect(await client().contacts.merge({ from: '1', into: '2' })).toEqual(READ)
    await client().contacts.merge({ from: '1', into: '2', skip_duplicate_validation: true })
    expect(sentTo(server())).toEqual([
      { request: 'POST /contacts/merge', json: { from: '1', into: '2' } },
      { request: 'POST /contacts/merge', json: { from: '1', into: '2', skip_duplicate_validation: true } },
    ])
  })

  test.each([
    ['from', { from: '', into: '2' }],
    ['into', { from: '1', into: untyped<string>(2) }],
  ])('is not merged with a bad %s', async (name, input) => {
    server().scriptJson(200, CONTACT)
    await expect(client().contacts.merge(input)).rejects.toThrow(`${name} must be a non-empty text`)
    expect(server().requests).toHaveLength(0)
  })
})
