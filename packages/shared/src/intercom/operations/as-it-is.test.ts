import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { asItIs } from './as-it-is.ts'
import { contactListSchema } from './contacts/contact.ts'
import { conversationListSchema } from './conversations/conversation.ts'
import { CONTACT, CONVERSATION } from './testing/items.ts'

const CONTACT_AS_READ = { ...CONTACT, owner_id: '5017' }

/** A list of items as they are relied upon, in some of which some field holds any JSON. */
function lists(key: string, item: object): fc.Arbitrary<unknown> {
  const odd = fc
    .dictionary(fc.constantFrom(...Object.keys(item), '__proto__', 'new'), fc.jsonValue(), { maxKeys: 2 })
    .map((fields) => ({ ...item, ...fields }))
  const items = fc.array(fc.oneof(fc.constant(item), odd), { maxLength: 3 })
  return fc
    .tuple(items, fc.oneof(fc.nat(), fc.jsonValue()), fc.oneof(fc.constant(null), fc.jsonValue()))
    .map(([data, total_count, pages]) => ({ [key]: data, total_count, pages }))
}

describe('what is as it is', () => {
  test.each([
    ['contacts', contactListSchema, 'data', CONTACT_AS_READ],
    ['conversations', conversationListSchema, 'conversations', CONVERSATION],
  ])('is what the schema gives back unchanged, for lists of %s', (_what, schema, key, item) => {
    const isAsItIs = asItIs(schema)
    fc.assert(
      fc.property(fc.oneof(lists(key, item), fc.jsonValue()), (value) => {
        fc.pre(isAsItIs(value))
        expect(schema.parse(value)).toEqual(value)
      }),
    )
  })

  test('is a page of contacts as Intercom sends them', () => {
    const page = { data: [CONTACT_AS_READ, CONTACT_AS_READ], total_count: 2, pages: { next: null } }
    expect(asItIs(contactListSchema)(page)).toBe(true)
  })

  test.each([
    ['a number for an id', { data: [{ ...CONTACT_AS_READ, id: 17 }] }],
    ['an empty id', { data: [{ ...CONTACT_AS_READ, id: '' }] }],
    ['a text for a time', { data: [{ ...CONTACT_AS_READ, created_at: 'now' }] }],
    ['a number of an owner', { data: [{ ...CONTACT_AS_READ, owner_id: 5017 }] }],
    ['a list for a field of fields', { data: [{ ...CONTACT_AS_READ, location: [] }] }],
    ['a total that is no count', { data: [], total_count: -1 }],
    ['no list', {}],
    ['a prototype of its own', JSON.parse('{"data":[],"__proto__":{}}')],
  ])('is nothing with %s', (_what, value) => {
    expect(asItIs(contactListSchema)(value)).toBe(false)
  })

  test.each([
    ['changes', z.string().transform((text) => text.trim())],
    ['fills in', z.string().default('x')],
    ['refines', z.string().refine((text) => text !== 'x')],
    ['matches', z.string().regex(/^x/)],
    ['counts items', z.array(z.string()).min(1)],
    ['leaves fields out', z.object({ length: z.number() })],
    ['is of another kind', z.literal('x')],
  ])('is never said for a schema that %s', (_what, schema) => {
    const isAsItIs = asItIs(schema)
    expect(['x', ['x'], { length: 1 }].map(isAsItIs)).toEqual([false, false, false])
  })
})
