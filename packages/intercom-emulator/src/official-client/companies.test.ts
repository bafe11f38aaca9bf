import { describe, expect, test } from 'vitest'
import { clientVersions, collect, startOfficialClient } from './start-official-client.ts'

describe.for(clientVersions)('in version %s', (version) => {
  test('its iterator goes through all companies, each once, and asks for one empty page at the end', async () => {
    const { client, emulator } = await startOfficialClient({ version })
    const companies = await collect(await client.companies.list({ per_page: 5 }))
    expect(new Set(companies.map(({ id }) => id)).size).toBe(17)
    expect(companies).toHaveLength(17)
    // Four pages hold them; the client knows the end only by a page without data.
    expect(emulator.control.requests().counters['POST /companies/list']).toBe(5)
  })

  test('a company is found by its id', async () => {
    const { client } = await startOfficialClient({ version })
    const { data } = await client.companies.list()
    const company_id = data[0]?.id ?? ''
    expect(await client.companies.find({ company_id })).toMatchObject({
      type: 'company',
      id: company_id,
      name: data[0]?.name,
    })
  })

  test('a company is retrieved by its name and by its own id, and without either a list comes', async () => {
    const { client } = await startOfficialClient({ version })
    const { data } = await client.companies.list()
    const { id, name = '', company_id = '' } = data[0] ?? {}
    expect(await client.companies.retrieve({ name })).toMatchObject({ type: 'company', id })
    expect(await client.companies.retrieve({ company_id })).toMatchObject({ type: 'company', id })
    expect(await client.companies.retrieve({ per_page: 3 })).toMatchObject({ type: 'list', total_count: 17 })
  })

  test('scrolling goes through all companies, each once', async () => {
    const { client } = await startOfficialClient({ version })
    const page = await client.companies.scroll()
    const ids: string[] = []
    while (page.data.length > 0) {
      ids.push(...page.data.map(({ id }) => id))
      await page.getNextPage()
    }
    expect(new Set(ids).size).toBe(17)
    expect(ids).toHaveLength(17)
  })

  test('its scroll iterator ends in an error, because it asks on after the empty page that ends a scroll', async () => {
    const { client } = await startOfficialClient({ version })
    const page = await client.companies.scroll()
    await page.getNextPage()
    expect(page.data).toEqual([])
    expect(page.hasNextPage()).toBe(true)
    await expect(collect(page)).rejects.toMatchObject({
      statusCode: 404,
      body: { errors: [{ code: 'not_found' }] },
    })
  })

  test('a second scroll is refused while one is open', async () => {
    const { client } = await startOfficialClient({ version })
    await client.companies.scroll()
    await expect(client.companies.scroll()).rejects.toMatchObject({
      statusCode: 400,
      body: { errors: [{ code: 'scroll_exists' }] },
    })
  })
})
