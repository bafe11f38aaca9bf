import { describe, expect, test } from 'vitest'
import { createEventList } from '../../data/events/event-list.ts'
import type { Emulator } from '../../create-emulator.ts'
import { startEmulator } from '../../start-emulator.ts'
import { apiOf, errorIn, itemIn } from '../ask-api.ts'

const event = { event_name: 'bought', created_at: 1_767_000_000 }
const eventsIn = (emulator: Emulator) => emulator.control.state().workspaces[0]?.events

async function open() {
  const emulator = await startEmulator()
  const ask = apiOf(emulator)
  const contact = { email: 'events@mail.example', external_id: 'events-1' }
  return { emulator, ask, id: itemIn(await ask('POST /contacts', contact)).id }
}

describe('POST /events', () => {
  test('answers 202 without a body, whichever way the contact is named', async () => {
    const { emulator, ask, id } = await open()
    const names = [{ id }, { user_id: 'events-1' }, { email: 'events@mail.example' }]
    for (const [number, name] of names.entries()) {
      const json = { ...event, ...name, event_name: `bought ${number}`, metadata: { price: 3 } }
      expect(await ask('POST /events', json)).toMatchObject({ status: 202, body: undefined })
    }
    expect(eventsIn(emulator)).toBe(3)
  })

  test('takes the same event twice and keeps it once', async () => {
    const { emulator, ask, id } = await open()
    for (const _ of [1, 2]) expect((await ask('POST /events', { ...event, id })).status).toBe(202)
    expect(eventsIn(emulator)).toBe(1)
    await ask('POST /events', { ...event, id, created_at: event.created_at + 1 })
    expect(eventsIn(emulator)).toBe(2)
  })

  test.for([
    ['an unknown contact', { ...event, email: 'nobody@mail.example' }, 404, 'not_found'],
    ['an unknown id', { ...event, id: 'nobody' }, 404, 'not_found'],
    ['no contact', event, 422, 'parameter_not_found'],
    ['no name', { created_at: 1, user_id: 'events-1' }, 422, 'parameter_not_found'],
    ['no time', { event_name: 'bought', user_id: 'events-1' }, 422, 'parameter_not_found'],
    ['a time as text', { ...event, created_at: 'now', user_id: 'events-1' }, 422, 'parameter_invalid'],
    ['metadata that is a list', { ...event, user_id: 'events-1', metadata: [1] }, 422, 'parameter_invalid'],
  ] as const)('refuses %s', async ([, json, status, code]) => {
    const { emulator, ask } = await open()
    expect(errorIn(await ask('POST /events', json))).toMatchObject({ status, code })
    expect(eventsIn(emulator)).toBe(0)
  })
})

test('Only the latest ten thousand events are kept', () => {
  const events = createEventList()
  for (let createdAt = 0; createdAt < 10_001; createdAt += 1) {
    events.add({ contactId: 'c', name: 'bought', createdAt })
  }
  expect(events.count()).toBe(10_000)
  expect(events.list()[0]?.createdAt).toBe(1)
})
