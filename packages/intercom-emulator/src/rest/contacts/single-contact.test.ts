import { expect, test } from 'vitest'
import { startEmulator, startMs } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn, listIn } from '../ask-api.ts'
import type { ApiVersion } from '../operation.ts'

const startApi = async (version: ApiVersion = '2.16') => apiOf(await startEmulator(), { version })
const nobody = '0123456789abcdef01234567'
const userNotFound = { status: 404, code: 'not_found', message: 'User Not Found' }

test('a created contact has what was sent and nothing else, and is read back', async () => {
  const ask = await startApi()
  const created = await ask('POST /contacts', {
    email: 'Ada@example.com',
    external_id: 'crm-1',
    name: '<b>Ada</b>',
    owner_id: 1002,
    signed_up_at: 1_700_000_000,
    custom_attributes: { seats: 3, plan: null },
    unheard_of: 1,
  })
  expect(created).toMatchObject({
    status: 200,
    body: {
      type: 'contact',
      id: expect.stringMatching(/^[0-9a-f]{24}$/) as unknown,
      workspace_id: 'harbour1',
      role: 'user',
      email: 'Ada@example.com',
      external_id: 'crm-1',
      name: '<b>Ada</b>',
      phone: null,
      owner_id: '1002',
      signed_up_at: 1_700_000_000,
      created_at: startMs / 1000,
      custom_attributes: { seats: 3, plan: null },
      tags: { type: 'list', data: [], total_count: 0, has_more: false },
    },
  })
  expect(created.body).not.toHaveProperty('unheard_of')
  expect((await ask(`GET /contacts/${itemIn(created).id}`)).body).toEqual(created.body)
})

test.for(['2.8', '2.11', '2.14', '2.16'] as const)(
  'version %s sends the owner and what it alone knows in its own form',
  async (version) => {
    const ask = await startApi(version)
    const { body } = await ask('POST /contacts', { role: 'lead', owner_id: '1001', phone: '+12025550100' })
    expect(body).toMatchObject({ owner_id: version === '2.16' ? '1001' : 1001, email: '' })
    expect(Object.hasOwn(Object(body), 'formatted_phone')).toBe(version === '2.11')
    expect(Object.hasOwn(Object(body), 'enabled_push_messaging')).toBe(['2.14', '2.16'].includes(version))
  },
)

test('an update changes the fields that it names, and custom attributes one by one', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const { id } = itemIn(
    await ask('POST /contacts', { email: 'b@example.com', name: 'B', custom_attributes: { a: 1, b: 2 } }),
  )
  emulator.control.moveClock({ advanceMs: 60_000 })
  const { body } = await ask(`PUT /contacts/${id}`, { name: null, custom_attributes: { b: 3 } })
  expect(body).toMatchObject({
    email: 'b@example.com',
    name: null,
    custom_attributes: { a: 1, b: 3 },
    created_at: startMs / 1000,
    updated_at: startMs / 1000 + 60,
  })
})

test('a seeded contact can be changed and is found by its new e-mail address alone', async () => {
  const ask = await startApi()
  const [seeded] = listIn(await ask('GET /contacts?per_page=1')).data
  const email = String(seeded?.['email'])
  await ask(`PUT /contacts/${seeded?.id}`, { email: 'moved@example.com' })
  const find = async (value: string) =>
    listIn(await ask('POST /contacts/search', { query: { field: 'email', operator: '=', value } })).data
  expect(await find('MOVED@example.com')).toMatchObject([{ id: seeded?.id, email: 'moved@example.com' }])
  expect(await find(email)).toEqual([])
})

test('the same e-mail address or external id is a conflict that names the contact', async () => {
  const ask = await startApi()
  const { id } = itemIn(await ask('POST /contacts', { email: 'c@example.com', external_id: 'c-1' }))
  const { id: other } = itemIn(await ask('POST /contacts', { email: 'd@example.com' }))
  const conflict = {
    status: 409,
    code: 'conflict',
    message: `A contact matching those details already exists with id=${id}`,
  }
  expect(errorIn(await ask('POST /contacts', { email: 'C@EXAMPLE.com' }))).toEqual(conflict)
  expect(errorIn(await ask('POST /contacts', { external_id: 'c-1' }))).toEqual(conflict)
  expect(errorIn(await ask(`PUT /contacts/${other}`, { email: 'c@example.com' }))).toEqual(conflict)
  expect((await ask(`PUT /contacts/${id}`, { email: 'c@example.com' })).status).toBe(200)
  await ask(`POST /contacts/${id}/archive`)
  expect(errorIn(await ask('POST /contacts', { external_id: 'c-1' }))).toEqual({
    ...conflict,
    message: `An archived contact matching those details already exists with id=${id}`,
  })
})

test('a conflict is found with a seeded contact too, without a scan', async () => {
  const emulator = await startEmulator({ sizes: { harbour1: { contacts: 1_000_000 } } })
  const ask = apiOf(emulator)
  const { data } = listIn(await ask('GET /contacts?per_page=150'))
  const known = data.find((contact) => contact['external_id'] !== null)
  expect(errorIn(await ask('POST /contacts', { external_id: known?.['external_id'] }))).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(known?.id ?? 'none') as unknown,
  })
})

test.for([
  [{}, 422, 'parameter_not_found'],
  [{ email: null }, 422, 'parameter_not_found'],
  [{ role: 'wizard' }, 422, 'parameter_invalid'],
  [{ email: 'no address' }, 422, 'parameter_invalid'],
  [{ email: 'a@example.com', owner_id: '9999' }, 422, 'parameter_invalid'],
  [{ email: 'a@example.com', signed_up_at: 'yesterday' }, 422, 'parameter_invalid'],
  [{ email: 'a@example.com', custom_attributes: { a: { b: 1 } } }, 422, 'parameter_invalid'],
  [['a@example.com'], 400, 'parameter_invalid'],
] as const)('a contact of %j is refused with %i %s', async ([json, status, code]) => {
  const ask = await startApi()
  expect(errorIn(await ask('POST /contacts', json))).toMatchObject({ status, code })
})

test('an archived contact is out of sight until it is unarchived', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const { id, ...contact } = itemIn(await ask('POST /contacts', { external_id: 'z' }))
  const reference = { type: 'contact', id, external_id: 'z' }
  expect((await ask(`POST /contacts/${id}/archive`)).body).toEqual({ ...reference, archived: true })
  expect(errorIn(await ask(`GET /contacts/${id}`))).toEqual(userNotFound)
  expect(listIn(await ask('GET /contacts')).data.map((one) => one.id)).not.toContain(id)
  emulator.control.setSwitches({ archivedContact: 'served' })
  expect((await ask(`GET /contacts/${id}`)).body).toEqual({ id, ...contact })
  emulator.control.setSwitches({ archivedContact: 'notFound' })
  expect((await ask(`POST /contacts/${id}/unarchive`)).body).toEqual({ ...reference, archived: false })
  expect((await ask(`GET /contacts/${id}`)).body).toEqual({ id, ...contact })
})

test('a deleted contact is gone for good, and its e-mail address is free again', async () => {
  const ask = await startApi()
  const { id } = itemIn(await ask('POST /contacts', { email: 'e@example.com' }))
  expect((await ask(`DELETE /contacts/${id}`)).body).toEqual({
    type: 'contact',
    id,
    external_id: null,
    deleted: true,
  })
  for (const route of [`GET /contacts/${id}`, `DELETE /contacts/${id}`, `POST /contacts/${id}/unarchive`]) {
    expect(errorIn(await ask(route))).toEqual(userNotFound)
  }
  expect((await ask('POST /contacts', { email: 'e@example.com' })).status).toBe(200)
})

test.for([
  ['GET', ''],
  ['PUT', ''],
  ['DELETE', ''],
  ['POST', '/archive'],
  ['POST', '/unarchive'],
  ['GET', '/notes'],
  ['POST', '/notes'],
  ['GET', '/tags'],
  ['POST', '/tags'],
  ['DELETE', '/tags/701'],
] as const)('%s /contacts/:id%s knows no stranger', async ([method, path]) => {
  const ask = await startApi()
  const json =
    method === 'PUT' || path === '/notes' || path === '/tags' ? { id: '701', body: 'x' } : undefined
  const sent = method === 'GET' ? undefined : json
  expect(errorIn(await ask(`${method} /contacts/${nobody}${path}`, sent))).toEqual(userNotFound)
})

test('a created contact can be found at once, or after two minutes where the switch says so', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const query = { operator: 'OR', value: [{ field: 'email', operator: '=', value: 'f@example.com' }] }
  const found = async () => listIn(await ask('POST /contacts/search', { query })).total_count
  await ask('POST /contacts', { email: 'f@example.com' })
  expect(await found()).toBe(1)
  emulator.control.setSwitches({ searchIndexDelay: 'minutes' })
  expect(await found()).toBe(0)
  emulator.control.moveClock({ advanceMs: 119_000 })
  expect(await found()).toBe(0)
  emulator.control.moveClock({ advanceMs: 1000 })
  expect(await found()).toBe(1)
})

test('a contact without an e-mail address has an empty text, or null where the switch says so', async () => {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  expect((await ask('POST /contacts', { role: 'lead' })).body).toMatchObject({ email: '' })
  emulator.control.setSwitches({ missingEmail: 'null' })
  expect((await ask('POST /contacts', { role: 'lead' })).body).toMatchObject({ email: null })
})
