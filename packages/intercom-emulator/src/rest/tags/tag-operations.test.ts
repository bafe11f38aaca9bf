import { expect, test } from 'vitest'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn, listIn } from '../ask-api.ts'

const startApi = async () => apiOf(await startEmulator())

test('a tag is made once by its name, and renamed by its id', async () => {
  const ask = await startApi()
  const made = await ask('POST /tags', { name: 'Read' })
  expect(made.body).toEqual({ type: 'tag', id: '801', name: 'Read', users: [], companies: [] })
  expect(itemIn(await ask('POST /tags', { name: 'READ' })).id).toBe('801')
  expect((await ask('POST /tags', { id: 801, name: 'Has read' })).body).toMatchObject({ name: 'Has read' })
  expect((await ask('GET /tags/801')).body).toEqual({ type: 'tag', id: '801', name: 'Has read' })
  const { body } = await ask('GET /tags')
  expect(body).toMatchObject({ type: 'list', data: { length: 10 } })
})

test('versions before 2.16 answer the tag alone', async () => {
  const ask = apiOf(await startEmulator(), { version: '2.14' })
  expect((await ask('POST /tags', { name: 'Read' })).body).toEqual({ type: 'tag', id: '801', name: 'Read' })
})

test('users and companies are tagged and untagged in one call', async () => {
  const ask = await startApi()
  const [user] = listIn(await ask('GET /contacts?per_page=1')).data
  const [company] = listIn(await ask('GET /companies?per_page=1')).data
  const { body } = await ask('POST /tags', {
    name: 'Both',
    users: [{ id: user?.id }],
    companies: [{ company_id: company?.['company_id'] }],
  })
  expect(body).toMatchObject({
    users: [{ id: user?.id, tagged: true }],
    companies: [{ id: company?.['company_id'], tagged: true }],
  })
  expect((await ask(`GET /contacts/${user?.id}/tags`)).body).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ id: '801' })]) as unknown,
  })
  expect((await ask('GET /companies?tag_id=801')).body).toMatchObject({
    total_count: 1,
    data: [{ id: company?.id }],
  })
  await ask('POST /tags', { name: 'Both', companies: [{ id: company?.id, untag: true }] })
  expect((await ask('GET /companies?tag_id=801')).body).toMatchObject({ total_count: 0 })
})

test.for([
  [{ test: 'invalid' }, 400, 'parameter_invalid', 'invalid tag parameters'],
  [{ name: 'x', users: [{ id: '123' }] }, 404, 'not_found', 'User Not Found'],
  [{ name: 'x', companies: [{ company_id: '123' }] }, 404, 'company_not_found', 'Company Not Found'],
  [{ name: 'x', id: '1' }, 404, 'not_found', 'Resource Not Found'],
] as const)('%j is refused with %i %s, and nothing is written', async ([json, status, code, message]) => {
  const ask = await startApi()
  expect(errorIn(await ask('POST /tags', json))).toEqual({ status, code, message })
  expect((await ask('GET /tags')).body).toMatchObject({ data: { length: 9 } })
})

test('an unknown tag is not found', async () => {
  const ask = await startApi()
  expect(errorIn(await ask('GET /tags/1'))).toEqual({
    status: 404,
    code: 'not_found',
    message: 'Resource Not Found',
  })
})
