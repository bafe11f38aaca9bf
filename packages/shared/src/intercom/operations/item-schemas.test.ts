import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compiledSchema } from './compiled-schema.ts'
import { contactListSchema, contactSchema } from './contacts/contact.ts'
import { conversationListSchema, conversationSchema } from './conversations/conversation.ts'
import { CONTACT, CONVERSATION, CONVERSATION_WITH_PARTS } from './testing/items.ts'

/** Any JSON in any of the fields that a real item has, and in some that nobody knows. */
function oddItems(item: object): fc.Arbitrary<object> {
  const fields = Object.keys(item).filter((name) => name !== 'id' && name !== 'conversation_parts')
  const field = fc.oneof(fc.constantFrom(...fields), fc.string())
  return fc.dictionary(field, fc.jsonValue(), { noNullPrototype: true }).map((odd) => {
    return { ...item, ...odd, id: 7 }
  })
}

describe('an item', () => {
  test.each([
    ['contact', contactSchema, CONTACT],
    ['conversation', conversationSchema, CONVERSATION_WITH_PARTS],
  ])('that is a %s is read whatever its shown fields hold', (_what, schema, item) => {
    fc.assert(
      fc.property(oddItems(item), (odd) => {
        expect(schema.parse(odd)).toMatchObject({ id: '7' })
      }),
    )
  })

  test('keeps what nobody knows, and nulls', () => {
    const read = contactSchema.parse({ ...CONTACT, brand_new: { any: [null] } })
    expect(read).toEqual({ ...CONTACT, owner_id: '5017', brand_new: { any: [null] } })
  })

  test('loses an odd shown value and nothing else', () => {
    const odd = { ...CONTACT, name: 5, location: 'Dublin', tags: { data: [{ id: null }], total_count: 'x' } }
    const { name, location, tags, ...rest } = contactSchema.parse(odd)
    expect([name, location]).toEqual([undefined, undefined])
    expect(tags).toEqual({ data: undefined, total_count: undefined })
    expect(rest).toMatchObject({ email: 'ines@example.com', owner_id: '5017' })
  })

  test.each([undefined, null, '', 1.5, -1, {}, [], true])('with the id %j is refused', (id) => {
    expect(contactSchema.safeParse({ ...CONTACT, id }).success).toBe(false)
  })

  test('is not given a prototype by its sender', () => {
    const hostile: unknown = JSON.parse('{"id":"1","__proto__":{"admin":true}}')
    expect(Reflect.get(contactSchema.parse(hostile), 'admin')).toBeUndefined()
    const read = compiledSchema(contactSchema).safeParse(hostile)
    expect(read).toEqual({ success: true, data: { id: '1' } })
  })
})

describe('the parser generated for a list', () => {
  test.each([
    ['contacts', contactListSchema, CONTACT, 'data'],
    ['conversations', conversationListSchema, CONVERSATION, 'conversations'],
  ])('reads %s as the schema does, odd ones too', (_what, schema, item, key) => {
    const compiled = compiledSchema<unknown>(schema)
    const list = fc.array(oddItems(item), { maxLength: 4 }).map((items) => {
      return { [key]: items, total_count: items.length, pages: null }
    })
    const anything = fc.oneof(
      list,
      fc.jsonValue(),
      list.map((some) => ({ ...some, [key]: [{ ...item, id: null }] })),
    )
    fc.assert(
      fc.property(anything, (value) => {
        const expected = schema.safeParse(value)
        const { success, data } = { data: undefined, ...compiled.safeParse(value) }
        expect({ success, data }).toEqual({ success: expected.success, data: expected.data })
      }),
    )
  })

  test('is made once', () => {
    expect(compiledSchema(contactListSchema)).toBe(compiledSchema(contactListSchema))
    expect(compiledSchema(contactListSchema)).not.toBe(contactListSchema)
  })
})
