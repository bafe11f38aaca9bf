import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn, listIn } from '../ask-api.ts'
import type { AskApi } from '../ask-api.ts'

const companyNotFound = { status: 404, code: 'company_not_found', message: 'Company Not Found' }
const pathOf = (address: string) => address.slice(new URL(address).origin.length)

async function walk(ask: AskApi, start: string) {
  const pages = []
  let next: string | undefined = start
  while (next !== undefined) {
    const page = listIn(await ask(`GET ${next}`))
    pages.push(page)
    next = typeof page.pages.next === 'string' ? pathOf(page.pages.next) : undefined
  }
  return pages
}

test('pages by number show each company once, for any per_page and both orders', async () => {
  const emulator = await startEmulator({
    rateLimits: { appPerMinute: 6_000_000, workspacePerMinute: 6_000_000 },
  })
  const ask = apiOf(emulator)
  const all = listIn(await ask('GET /companies?per_page=150')).data.map(({ id }) => id)
  expect(new Set(all).size).toBe(130)
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 3, max: 150 }),
      fc.constantFrom('asc', 'desc'),
      async (perPage, order) => {
        const pages = await walk(ask, `/companies?per_page=${perPage}&order=${order}`)
        const ids = pages.flatMap(({ data }) => data.map(({ id }) => id))
        expect(ids).toEqual(order === 'asc' ? all.toReversed() : all)
        expect(pages.map((page) => page.pages.total_pages)).toEqual(pages.map(() => pages.length))
      },
    ),
    { numRuns: 20 },
  )
})

test('fifteen companies are a page, and POST /companies/list gives the same', async () => {
  const ask = apiOf(await startEmulator())
  const listed = await ask('GET /companies')
  expect(listIn(listed)).toMatchObject({
    data: { length: 15 },
    total_count: 130,
    pages: { type: 'pages', page: 1, per_page: 15, total_pages: 9 },
  })
  expect((await ask('POST /companies/list')).body).toEqual(listed.body)
})

test('pages end at 10,000 companies, which a scroll does not', async () => {
  const ask = apiOf(await startEmulator({ sizes: { harbour1: { companies: 10_200 } } }))
  const last = listIn(await ask('GET /companies?per_page=100&page=100'))
  expect(last).toMatchObject({ total_count: 10_200, pages: { total_pages: 100, next: null } })
  expect(last.data).toHaveLength(100)
  expect(listIn(await ask('GET /companies?per_page=100&page=101')).data).toEqual([])
})

test('per_page comes back as a text where the switch says so', async () => {
  const emulator = await startEmulator()
  emulator.control.setSwitches({ companiesPerPage: 'text' })
  expect(listIn(await apiOf(emulator)('GET /companies')).pages.per_page).toBe('15')
})

test('a name, a company_id and an id lead to the company itself', async () => {
  const ask = apiOf(await startEmulator())
  for (const company of listIn(await ask('GET /companies?per_page=30')).data) {
    const name = encodeURIComponent(String(company['name']))
    const companyId = encodeURIComponent(String(company['company_id']))
    expect((await ask(`GET /companies?name=${name}`)).body).toEqual(company)
    expect((await ask(`GET /companies?company_id=${companyId}`)).body).toEqual(company)
    expect((await ask(`GET /companies/${company.id}`)).body).toEqual(company)
  }
})

test.for(['?name=Nobody', '?company_id=nobody', '/nobody', '/0123456789abcdef01234567'])(
  'GET /companies%s is not found',
  async (path) => {
    const ask = apiOf(await startEmulator())
    expect(errorIn(await ask(`GET /companies${path}`))).toEqual(companyNotFound)
  },
)

test('a tag and a segment select companies', async () => {
  const ask = apiOf(await startEmulator())
  const all = listIn(await ask('GET /companies?per_page=150')).data
  const tagged = all.filter((company) => JSON.stringify(company['tags']).includes('"id":"702"'))
  const paying = all.filter((company) => Number(company['monthly_spend']) > 0)
  const segmentId = /"segments":\[\{"type":"segment","id":"(\w+)"/.exec(JSON.stringify(paying))?.[1]
  const idsOf = async (query: string) =>
    listIn(await ask(`GET /companies?per_page=150&${query}`)).data.map(({ id }) => id)
  expect(tagged.length).toBeGreaterThan(0)
  expect(await idsOf('tag_id=702')).toEqual(tagged.map(({ id }) => id))
  expect(await idsOf(`segment_id=${segmentId}`)).toEqual(paying.map(({ id }) => id))
  expect(await idsOf('tag_id=1')).toEqual([])
})

test('2.11 alone sends every company with size, website and industry', async () => {
  const emulator = await startEmulator()
  const emptyOnes = (body: unknown) => JSON.stringify(body).match(/"website":""/g)?.length ?? 0
  const full = await apiOf(emulator, { version: '2.11' })('GET /companies?per_page=150')
  const plain = await apiOf(emulator, { version: '2.14' })('GET /companies?per_page=150')
  expect(emptyOnes(full.body)).toBeGreaterThan(0)
  expect(emptyOnes(plain.body)).toBe(0)
})
