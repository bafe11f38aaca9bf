import * as z from 'zod'
import { expect, test } from 'vitest'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn } from '../ask-api.ts'
import type { ApiAnswer } from '../ask-api.ts'

const List = z.looseObject({
  type: z.literal('list'),
  data: z.array(
    z.looseObject({ full_name: z.string(), model: z.string(), custom: z.boolean(), archived: z.boolean() }),
  ),
})

const modelsIn = ({ body }: ApiAnswer) => [...new Set(List.parse(body).data.map(({ model }) => model))]
const archivedIn = ({ body }: ApiAnswer) => List.parse(body).data.filter(({ archived }) => archived)

test('GET /data_attributes lists those of contacts and companies, or of one of them', async () => {
  const ask = apiOf(await startEmulator())
  expect(modelsIn(await ask('GET /data_attributes'))).toEqual(['contact', 'company'])
  expect(modelsIn(await ask('GET /data_attributes?model=company'))).toEqual(['company'])
})

test('Archived attributes show on demand', async () => {
  const ask = apiOf(await startEmulator())
  expect(archivedIn(await ask('GET /data_attributes'))).toEqual([])
  expect(archivedIn(await ask('GET /data_attributes?include_archived=true'))).toHaveLength(2)
})

test('Every custom attribute that a contact can have is listed', async () => {
  const ask = apiOf(await startEmulator())
  const Contacts = z.looseObject({ data: z.array(z.looseObject({ custom_attributes: z.looseObject({}) })) })
  const { data: contacts } = Contacts.parse((await ask('GET /contacts?per_page=150')).body)
  const names = new Set(contacts.flatMap((contact) => Object.keys(contact.custom_attributes)))
  const { data } = List.parse((await ask('GET /data_attributes?model=contact')).body)
  const listed = data.filter(({ custom }) => custom).map((attribute) => attribute.full_name)
  expect(names.size).toBeGreaterThan(3)
  expect(listed).toEqual(expect.arrayContaining([...names].map((name) => `custom_attributes.${name}`)))
})

test('Those of conversations are refused from 2.16 on', async () => {
  const emulator = await startEmulator()
  expect(errorIn(await apiOf(emulator)('GET /data_attributes?model=conversation'))).toEqual({
    status: 422,
    code: 'parameter_invalid',
    message: 'model=conversation is no longer supported. Use GET /conversations/attributes instead',
  })
  const before = apiOf(emulator, { version: '2.14' })
  expect(modelsIn(await before('GET /data_attributes?model=conversation'))).toEqual(['conversation'])
})

test('An unknown model is refused', async () => {
  const ask = apiOf(await startEmulator())
  expect(errorIn(await ask('GET /data_attributes?model=ticket'))).toMatchObject({
    status: 422,
    code: 'parameter_invalid',
  })
})
