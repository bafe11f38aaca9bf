import { expect, test } from 'vitest'
import { clientHarness } from '../testing/client-harness.ts'
import type { NewEvent } from './events.ts'
import { sentTo } from './testing/sent.ts'
import { untyped } from './testing/untyped.ts'

const { server, client } = clientHarness()

const EVENT = { event_name: 'ordered-item', created_at: 1_722_000_000 }

test.each([{ id: 'c' }, { user_id: '4711' }, { email: 'ines@example.com' }])(
  'an event of the contact with %j is submitted; the empty answer is success',
  async (contact) => {
    server().script((_request, response) => response.writeHead(202).end())
    const metadata = { price: { amount: 349, currency: 'eur' } }
    expect(
      await client().events.submit(untyped<NewEvent>({ ...EVENT, ...contact, metadata })),
    ).toBeUndefined()
    expect(sentTo(server())).toEqual([{ request: 'POST /events', json: { ...EVENT, ...contact, metadata } }])
  },
)

test.each([
  ['event_name', { ...EVENT, event_name: '', id: 'c' }],
  ['created_at', { event_name: 'ordered-item', id: 'c' }],
  ['created_at', { ...EVENT, created_at: 1_722_000_000_000, id: 'c' }],
  ['created_at', { ...EVENT, created_at: 1.5, id: 'c' }],
  ['exactly one of id, user_id and email', EVENT],
  ['exactly one of id, user_id and email', { ...EVENT, id: 'c', email: 'ines@example.com' }],
  ['email', { ...EVENT, email: '' }],
])('an event with a bad %s is not submitted', async (name, event) => {
  server().scriptJson(202, {})
  await expect(client().events.submit(untyped<NewEvent>(event))).rejects.toThrow(name)
  expect(server().requests).toHaveLength(0)
})
