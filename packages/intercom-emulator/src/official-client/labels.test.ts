import { describe, expect, test } from 'vitest'
import { clientVersions, startOfficialClient } from './start-official-client.ts'

describe.for(clientVersions)('in version %s', (version) => {
  test('a tag is created, renamed, found and listed', async () => {
    const { client } = await startOfficialClient({ version })
    const created = await client.tags.create({ name: 'Cartographer' })
    expect(created).toMatchObject({ type: 'tag', name: 'Cartographer' })
    expect(await client.tags.create({ id: created.id, name: 'Mapmaker' })).toMatchObject({ id: created.id })
    expect(await client.tags.find({ tag_id: created.id })).toMatchObject({ name: 'Mapmaker' })
    const { data = [] } = await client.tags.list()
    expect(data.filter(({ id }) => id === created.id)).toMatchObject([{ name: 'Mapmaker' }])
  })

  test('companies and users are tagged by the name of a tag, which is made if need be', async () => {
    const { client } = await startOfficialClient({ version })
    const { data: companies } = await client.companies.list()
    const { data: contacts } = await client.contacts.list()
    const company_id = companies[0]?.id ?? ''
    const contact_id = contacts[0]?.id ?? ''
    const tag = await client.tags.create({ name: 'Wholesale', companies: [{ id: company_id }] })
    await client.tags.create({ name: 'Wholesale', users: [{ id: contact_id }] })
    const company = await client.companies.find({ company_id })
    expect(company.tags).toMatchObject({
      type: 'tag.list',
      tags: expect.arrayContaining([expect.objectContaining({ id: tag.id })]),
    })
    const { data = [] } = await client.contacts.listAttachedTags({ contact_id })
    expect(data.map(({ id }) => id)).toContain(tag.id)
  })

  test('segments are listed, with a count when asked, and found', async () => {
    const { client } = await startOfficialClient({ version })
    const { type, segments = [] } = await client.segments.list({ include_count: true })
    expect(type).toBe('segment.list')
    expect(segments.length).toBeGreaterThan(0)
    expect(segments.map(({ count }) => typeof count)).toEqual(segments.map(() => 'number'))
    const [{ id: segment_id = '', name } = {}] = segments
    expect(await client.segments.find({ segment_id })).toMatchObject({
      type: 'segment',
      id: segment_id,
      name,
    })
  })

  test.for(['contact', 'company'] as const)('data attributes are listed of the model %s', async (model) => {
    const { client } = await startOfficialClient({ version })
    const { type, data = [] } = await client.dataAttributes.list({ model })
    expect(type).toBe('list')
    expect(new Set(data.map((attribute) => attribute.model))).toEqual(new Set([model]))
  })
})
