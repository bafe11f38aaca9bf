import { expect, test } from 'vitest'
import { startEmulator, startMs } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn, listIn } from '../ask-api.ts'
import type { AskApi } from '../ask-api.ts'

async function startPair() {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const lead = itemIn(await ask('POST /contacts', { role: 'lead', phone: '+12025550111', name: 'Lead' }))
  const user = itemIn(await ask('POST /contacts', { email: 'g@example.com', phone: '+12025550111' }))
  return { emulator, ask, from: lead.id, into: user.id }
}

const create = async (ask: AskApi, json: unknown) => itemIn(await ask('POST /contacts', json)).id

test('a lead merged into a user gives what that had not, and its tags', async () => {
  const { ask, from, into } = await startPair()
  await ask(`POST /contacts/${from}/tags`, { id: '701' })
  const merged = await ask('POST /contacts/merge', { from, into })
  expect(merged).toMatchObject({
    status: 200,
    body: { id: into, email: 'g@example.com', name: 'Lead', tags: { data: [{ id: '701' }] } },
  })
  const ids = listIn(await ask('GET /contacts')).data.map(({ id }) => id)
  expect([ids.includes(from), ids.includes(into)]).toEqual([false, true])
})

test('from 2.16 on the merged id answers 410 with the address of the last in the chain', async () => {
  const { ask, emulator, from, into } = await startPair()
  await ask('POST /contacts/merge', { from, into })
  const gone = await ask(`GET /contacts/${from}`)
  expect(errorIn(gone)).toEqual({
    status: 410,
    code: 'contact_merged',
    message: "This contact has been merged. See the 'Link' header for the canonical contact.",
  })
  expect(gone.headers.get('link')).toBe(`</contacts/${into}>; rel="canonical"`)
  const older = apiOf(emulator, { version: '2.14' })
  expect(errorIn(await older(`GET /contacts/${from}`))).toMatchObject({ status: 404, code: 'not_found' })
  expect(errorIn(await ask(`PUT /contacts/${from}`, { name: 'x' }))).toMatchObject({ status: 404 })

  await ask(`PUT /contacts/${into}`, { role: 'lead' })
  const last = await create(ask, { email: 'h@example.com' })
  await ask('POST /contacts/merge', { from: into, into: last, skip_duplicate_validation: true })
  const chained = await ask(`GET /contacts/${from}`)
  expect(chained.headers.get('link')).toBe(`</contacts/${last}>; rel="canonical"`)
})

test('the merge history is there for whoever asks', async () => {
  const { ask, emulator, from, into } = await startPair()
  await ask('POST /contacts/merge', { from, into })
  expect((await ask(`GET /contacts/${into}`)).body).not.toHaveProperty('merge_history')
  const { body } = await ask(`GET /contacts/${into}?include_merge_history=true`)
  expect(body).toMatchObject({
    merge_history: [
      { source_contact_id: from, source_contact_role: 'lead', merged_at: Math.floor(startMs / 1000) },
    ],
  })
  const older = apiOf(emulator, { version: '2.14' })
  const old = await older(`GET /contacts/${into}?include_merge_history=true`)
  expect(old.body).not.toHaveProperty('merge_history')
})

test('2.16 merges duplicates alone, unless it is told to skip the check; earlier versions do not look', async () => {
  const { ask, emulator, into } = await startPair()
  const stranger = await create(ask, { role: 'lead' })
  const other = await create(ask, { role: 'lead' })
  const refused = await ask('POST /contacts/merge', { from: stranger, into })
  expect(errorIn(refused)).toMatchObject({ status: 400, code: 'invalid_merge' })
  const skipping = { from: stranger, into, skip_duplicate_validation: true }
  expect((await ask('POST /contacts/merge', skipping)).status).toBe(200)
  const older = apiOf(emulator, { version: '2.14' })
  expect((await older('POST /contacts/merge', { from: other, into })).status).toBe(200)
})

test('users cannot be merged away, nor strangers, nor nobody', async () => {
  const { ask, from, into } = await startPair()
  const merge = async (json: unknown) => errorIn(await ask('POST /contacts/merge', json))
  expect(await merge({ from: into, into: from })).toMatchObject({ status: 400, code: 'invalid_merge' })
  expect(await merge({ from, into: 'nobody' })).toMatchObject({ status: 404, code: 'not_found' })
  expect(await merge({ from })).toMatchObject({ status: 422, code: 'parameter_not_found' })
})
