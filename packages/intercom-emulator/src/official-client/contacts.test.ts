import { describe, expect, test } from 'vitest'
import { clientVersions, collect, startOfficialClient } from './start-official-client.ts'

describe.for(clientVersions)('in version %s', (version) => {
  test('its iterator goes through all contacts of all pages, each once', async () => {
    const { client } = await startOfficialClient({ version })
    const page = await client.contacts.list({ per_page: 5 })
    expect(page.data).toHaveLength(5)
    expect(page.response.total_count).toBe(23)
    const contacts = await collect(page)
    expect(contacts).toHaveLength(23)
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(23)
  })

  test('a page of contacts leads to the next one, and the last to none', async () => {
    const { client } = await startOfficialClient({ version })
    const page = await client.contacts.list({ per_page: 20 })
    expect(page.hasNextPage()).toBe(true)
    await page.getNextPage()
    expect(page.data).toHaveLength(3)
    expect(page.hasNextPage()).toBe(false)
  })

  test('a contact of the list is found by its id, the same in both', async () => {
    const { client } = await startOfficialClient({ version })
    const { data } = await client.contacts.list()
    const [listed] = data
    const found = await client.contacts.find({ contact_id: listed?.id ?? '' })
    expect(found).toMatchObject({ type: 'contact', id: listed?.id, email: listed?.email, role: listed?.role })
  })

  test('a contact is created with what was given, found, changed and deleted', async () => {
    const { client } = await startOfficialClient({ version })
    const created = await client.contacts.create({
      email: 'ada@readers.example',
      name: 'Ada',
      signed_up_at: 1_571_672_154,
    })
    expect(created).toMatchObject({
      type: 'contact',
      email: 'ada@readers.example',
      name: 'Ada',
      role: 'user',
    })
    const contact_id = created.id ?? ''
    await client.contacts.update({ contact_id, name: 'Ada R.', phone: '+353871234567' })
    expect(await client.contacts.find({ contact_id })).toMatchObject({
      name: 'Ada R.',
      phone: '+353871234567',
      signed_up_at: 1_571_672_154,
    })
    expect(await client.contacts.delete({ contact_id })).toMatchObject({ id: contact_id, deleted: true })
    await expect(client.contacts.find({ contact_id })).rejects.toMatchObject({ statusCode: 404 })
  })

  test('contacts are created from a role or an external id alone', async () => {
    const { client } = await startOfficialClient({ version })
    expect(await client.contacts.create({ role: 'lead' })).toMatchObject({ role: 'lead' })
    expect(await client.contacts.create({ external_id: 'reader-1' })).toMatchObject({
      role: 'user',
      external_id: 'reader-1',
    })
  })

  test('a contact is archived and brought back', async () => {
    const { client } = await startOfficialClient({ version })
    const { data } = await client.contacts.list()
    const contact_id = data[0]?.id ?? ''
    expect(await client.contacts.archive({ contact_id })).toMatchObject({ id: contact_id, archived: true })
    expect(await client.contacts.unarchive({ contact_id })).toMatchObject({ id: contact_id, archived: false })
  })

  test('a lead is merged into a user, who then answers for both', async () => {
    const { client } = await startOfficialClient({ version })
    const lead = await client.contacts.create({ role: 'lead', name: 'Perhaps Ada' })
    const user = await client.contacts.create({ email: 'ada@readers.example' })
    const merged = await client.contacts.mergeLeadInUser({ from: lead.id ?? '', into: user.id ?? '' })
    expect(merged).toMatchObject({ type: 'contact', id: user.id, email: 'ada@readers.example' })
  })

  test('contacts are searched by one filter and by a group of them, page by page', async () => {
    const { client } = await startOfficialClient({ version })
    const contacts = await collect(await client.contacts.list())
    const users = contacts.filter(({ role }) => role === 'user').map(({ id }) => id)
    expect(users.length).toBeGreaterThan(4)
    const byRole = { field: 'role', operator: '=', value: 'user' } as const
    const found = await client.contacts.search({ query: byRole, pagination: { per_page: 4 } })
    expect(found.response.total_count).toBe(users.length)
    expect((await collect(found)).map(({ id }) => id).toSorted()).toEqual(users.toSorted())

    const one = contacts.find(({ role, email }) => role === 'user' && typeof email === 'string')
    const group = await client.contacts.search({
      query: {
        operator: 'AND',
        value: [byRole, { field: 'email', operator: '=', value: one?.email ?? '' }],
      },
    })
    expect(group.data.map(({ id }) => id)).toEqual([one?.id])
  })

  test('notes are written on a contact and listed by page; the iterator asks for one empty page at the end', async () => {
    const { client, emulator, adminId } = await startOfficialClient({ version })
    const { id: contact_id } = await client.contacts.create({ email: 'ada@readers.example' })
    for (const body of ['One', 'Two', 'Three'])
      await client.notes.create({ contact_id, admin_id: adminId, body })
    emulator.control.reset('requests')
    const notes = await collect(await client.notes.list({ contact_id, per_page: 2 }))
    expect(notes.map(({ body }) => body).toSorted()).toEqual(['<p>One</p>', '<p>Three</p>', '<p>Two</p>'])
    expect(notes.map(({ author }) => author?.id)).toEqual([adminId, adminId, adminId])
    expect(emulator.control.requests().counters['GET /contacts/:id/notes']).toBe(3)
  })

  test('a contact is tagged and untagged', async () => {
    const { client } = await startOfficialClient({ version })
    const { id: contact_id } = await client.contacts.create({ email: 'ada@readers.example' })
    const tag = await client.tags.create({ name: 'Cartographer' })
    expect(await client.tags.tagContact({ contact_id, id: tag.id })).toMatchObject({ name: 'Cartographer' })
    const tagged = await client.contacts.listAttachedTags({ contact_id })
    expect(tagged.data?.map(({ id }) => id)).toEqual([tag.id])
    expect(await client.tags.untagContact({ contact_id, tag_id: tag.id })).toMatchObject({ id: tag.id })
    const untagged = await client.contacts.listAttachedTags({ contact_id })
    expect(untagged.data).toEqual([])
  })
})
