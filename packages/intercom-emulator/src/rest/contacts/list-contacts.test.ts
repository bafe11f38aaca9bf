import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn, listIn } from '../ask-api.ts'
import type { AskApi } from '../ask-api.ts'

const contacts = 53
const options = {
  sizes: { harbour1: { contacts } },
  rateLimits: { appPerMinute: 6_000_000, workspacePerMinute: 6_000_000 },
}

/** Walks every page; returns the pages' ids and what they say. */
async function walk(ask: AskApi, perPage: number) {
  const pages = []
  let startingAfter: string | undefined = ''
  while (startingAfter !== undefined) {
    const query = `per_page=${perPage}&starting_after=${encodeURIComponent(startingAfter)}`
    const page = listIn(await ask(`GET /contacts?${query}`))
    pages.push(page)
    startingAfter = typeof page.pages.next === 'object' ? page.pages.next?.starting_after : undefined
  }
  return pages
}

test('paging visits each contact once and says how far it is, for any per_page and after any writes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 150 }),
      fc.uniqueArray(fc.nat(contacts - 1), { maxLength: 20 }),
      fc.nat(12),
      async (perPage, deleted, created) => {
        const emulator = await startEmulator(options)
        const ask = apiOf(emulator)
        const seeded = listIn(await ask('GET /contacts?per_page=150')).data.map(({ id }) => id)
        const gone = deleted.map((position) => seeded[position] ?? '')
        for (const id of gone) await ask(`DELETE /contacts/${id}`)
        const added: string[] = []
        for (let count = 0; count < created; count += 1) {
          added.unshift(itemIn(await ask('POST /contacts', { email: `new${count}@example.com` })).id)
        }
        const expected = [...added, ...seeded.filter((id) => !gone.includes(id))]
        const pages = await walk(ask, perPage)
        expect(pages.flatMap(({ data }) => data.map(({ id }) => id))).toEqual(expected)
        const totalPages = Math.ceil(expected.length / perPage)
        expect(
          pages.map(({ pages: said, total_count: total }) => [said.page, said.total_pages, total]),
        ).toEqual(pages.map((_, index) => [index + 1, totalPages, expected.length]))
        await emulator.close()
      },
    ),
    { numRuns: 25 },
  )
})

test('a page goes on where it was, though the contact it ended with is gone and others came', async () => {
  const emulator = await startEmulator(options)
  const ask = apiOf(emulator)
  const all = listIn(await ask('GET /contacts?per_page=150')).data.map(({ id }) => id)
  const first = listIn(await ask('GET /contacts?per_page=3'))
  await ask(`DELETE /contacts/${all[2]}`)
  await ask('POST /contacts', { email: 'late@example.com' })
  const after = typeof first.pages.next === 'object' ? (first.pages.next?.starting_after ?? '') : ''
  const second = listIn(await ask(`GET /contacts?per_page=3&starting_after=${encodeURIComponent(after)}`))
  expect(second.data.map(({ id }) => id)).toEqual(all.slice(3, 6))
  expect(second.pages).toMatchObject({ page: 2, per_page: 3 })
})

test('ten contacts are a page without per_page, and the last page has no next', async () => {
  const ask = apiOf(await startEmulator(options))
  const first = listIn(await ask('GET /contacts'))
  expect(first.data).toHaveLength(10)
  expect(first.pages).toEqual({
    type: 'pages',
    page: 1,
    per_page: 10,
    total_pages: 6,
    next: { page: 2, per_page: 10, starting_after: expect.any(String) as unknown },
  })
  expect(listIn(await ask('GET /contacts?per_page=53')).pages).not.toHaveProperty('next')
})

test('an empty workspace has an empty page', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator, { workspaceId: 'wattle03', adminId: '3001' })
  expect(listIn(await ask('GET /contacts'))).toEqual({
    type: 'list',
    data: [],
    total_count: 0,
    pages: { type: 'pages', page: 1, per_page: 10, total_pages: 0 },
  })
})

test('a cursor of nobody, of another workspace or of no form is refused', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const elsewhere = apiOf(emulator, { workspaceId: 'linden02', adminId: '2001' })
  const { next } = listIn(await elsewhere('GET /contacts?per_page=1')).pages
  const foreign = typeof next === 'object' ? (next?.starting_after ?? '') : ''
  for (const cursor of ['nonsense', btoa('[1,"5f3a",2]'), foreign]) {
    const refused = await ask(`GET /contacts?starting_after=${encodeURIComponent(cursor)}`)
    expect(errorIn(refused)).toEqual({
      status: 400,
      code: 'client_error',
      message:
        'Invalid starting_after param. Please try again using a starting_after value from a paginated response',
    })
  }
})

test('a reset of the data takes every write back', async () => {
  const emulator = await startEmulator(options)
  const ask = apiOf(emulator)
  const before = await ask('GET /contacts?per_page=150')
  const [first] = listIn(before).data
  await ask(`DELETE /contacts/${first?.id}`)
  const { id } = itemIn(await ask('POST /contacts', { email: 'brief@example.com' }))
  emulator.control.reset('data')
  expect((await ask('GET /contacts?per_page=150')).body).toEqual(before.body)
  expect((await ask(`GET /contacts/${id}`)).status).toBe(404)
})
