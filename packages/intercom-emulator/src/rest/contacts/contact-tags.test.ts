import { expect, test } from 'vitest'
import { startEmulator, startMs } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn } from '../ask-api.ts'

async function startContact() {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  return { emulator, ask, id: itemIn(await ask('POST /contacts', { external_id: 't' })).id }
}

const vip = {
  type: 'tag',
  id: '701',
  name: 'VIP',
  applied_at: startMs / 1000,
  applied_by: { type: 'admin', id: '1001' },
}

test('a tag is put on once, listed, and taken off', async () => {
  const { emulator, ask, id } = await startContact()
  expect((await ask(`POST /contacts/${id}/tags`, { id: 701 })).body).toEqual(vip)
  emulator.control.moveClock({ advanceMs: 5000 })
  expect((await ask(`POST /contacts/${id}/tags`, { id: '701' })).body).toEqual(vip)
  expect((await ask(`GET /contacts/${id}/tags`)).body).toEqual({ type: 'list', data: [vip] })
  expect((await ask(`GET /contacts/${id}`)).body).toMatchObject({
    tags: { data: [{ id: '701', type: 'tag', url: '/tags/701' }], total_count: 1 },
  })
  expect((await ask(`DELETE /contacts/${id}/tags/701`)).body).toEqual(vip)
  expect((await ask(`GET /contacts/${id}/tags`)).body).toEqual({ type: 'list', data: [] })
})

test('a tag that nobody made can be neither put on nor taken off', async () => {
  const { ask, id } = await startContact()
  const notFound = { status: 404, code: 'not_found', message: 'Resource Not Found' }
  expect(errorIn(await ask(`POST /contacts/${id}/tags`, { id: '1' }))).toEqual(notFound)
  expect(errorIn(await ask(`DELETE /contacts/${id}/tags/1`))).toEqual(notFound)
  expect(errorIn(await ask(`POST /contacts/${id}/tags`, {}))).toMatchObject({
    status: 422,
    code: 'parameter_not_found',
  })
})

test('tagged contacts are found by their tag', async () => {
  const { ask, id } = await startContact()
  await ask(`POST /contacts/${id}/tags`, { id: '709' })
  const { body } = await ask('POST /contacts/search', {
    query: { field: 'tag_id', operator: '=', value: '709' },
  })
  expect(body).toMatchObject({ total_count: 1, data: [{ id }] })
})
