import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startEmulator, startMs } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn, listIn } from '../ask-api.ts'

/** The sixth contact of the seed has 120 notes. */
async function startWithNotes() {
  const emulator = await startEmulator({ sizes: { harbour1: { contacts: 6 } } })
  const ask = apiOf(emulator)
  const [contact] = listIn(await ask('GET /contacts')).data
  return { emulator, ask, id: contact?.id ?? '' }
}

test('pages of notes show each once, the newest first, for any per_page', async () => {
  const { ask, id } = await startWithNotes()
  await ask(`POST /contacts/${id}/notes`, { body: 'newest' })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 7, max: 150 }), async (perPage) => {
      const shown = []
      let next: string | undefined = `/contacts/${id}/notes?per_page=${perPage}`
      while (next !== undefined) {
        const list = listIn(await ask(`GET ${next}`))
        expect(list.total_count).toBe(121)
        shown.push(...list.data)
        const address = list.pages.next
        next = typeof address === 'string' ? address.slice(new URL(address).origin.length) : undefined
      }
      expect(new Set(shown.map((note) => note.id)).size).toBe(121)
      expect(shown[0]).toMatchObject({ body: '<p>newest</p>' })
      const times = shown.map((note) => Number(note['created_at']))
      expect(times).toEqual(times.toSorted((one, other) => other - one))
    }),
    { numRuns: 15 },
  )
})

test('fifty notes are a page, and the last page says that nothing follows', async () => {
  const { ask, id } = await startWithNotes()
  expect(listIn(await ask(`GET /contacts/${id}/notes`)).pages).toMatchObject({ per_page: 50, total_pages: 3 })
  expect(listIn(await ask(`GET /contacts/${id}/notes?page=3`)).pages).toMatchObject({ page: 3, next: null })
  expect(listIn(await ask(`GET /contacts/${id}/notes?page=9`)).data).toEqual([])
})

test('a note is by the named admin, or by the one whose token it is, and shows in its contact', async () => {
  const { ask, id } = await startWithNotes()
  const named = await ask(`POST /contacts/${id}/notes`, { body: '<p>Hi</p>', admin_id: 1002 })
  expect(named.body).toMatchObject({
    type: 'note',
    created_at: startMs / 1000,
    contact: { type: 'contact', id },
    author: { type: 'admin', id: '1002', name: 'Tomás Rivera' },
    body: '<p>Hi</p>',
  })
  expect((await ask(`POST /contacts/${id}/notes`, { body: 'Hello' })).body).toMatchObject({
    author: { id: '1001' },
    body: '<p>Hello</p>',
  })
  expect((await ask(`GET /contacts/${id}`)).body).toMatchObject({
    notes: { total_count: 122, has_more: true, data: { length: 10 } },
  })
})

test.for([
  [{ body: 'x', admin_id: '9' }, 404, 'not_found'],
  [{ admin_id: '1001' }, 422, 'parameter_not_found'],
  [{ body: 7 }, 422, 'parameter_invalid'],
] as const)('a note of %j is refused with %i %s', async ([json, status, code]) => {
  const { ask, id } = await startWithNotes()
  expect(errorIn(await ask(`POST /contacts/${id}/notes`, json))).toMatchObject({ status, code })
})

test('2.11 alone sends an author with all that it promises of admins', async () => {
  const { emulator, id } = await startWithNotes()
  const authorIn = async (version: '2.11' | '2.14') => {
    const ask = apiOf(emulator, { version })
    return itemIn(await ask(`POST /contacts/${id}/notes`, { body: 'x' }))['author']
  }
  expect(await authorIn('2.11')).toMatchObject({ job_title: 'Owner', has_inbox_seat: true, team_ids: [] })
  expect(await authorIn('2.14')).not.toHaveProperty('job_title')
})
