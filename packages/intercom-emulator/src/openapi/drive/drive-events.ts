import { listIn, textIn } from './read-json.ts'
import type { Ask } from './recorder.ts'

/** Events about a contact by each of its identifiers, and events that are refused. */
export async function driveEvents(ask: Ask): Promise<void> {
  const { body } = await ask('GET /contacts', { query: { per_page: 5 } })
  const event = { event_name: 'bought-book', created_at: 1_768_000_000 }
  for (const contact of listIn(body, 'data')) {
    await ask('POST /events', { json: { ...event, id: textIn(contact, 'id') } })
    await ask('POST /events', { json: { ...event, user_id: textIn(contact, 'external_id') } })
    await ask('POST /events', {
      json: { ...event, email: textIn(contact, 'email'), metadata: { price: 12 } },
    })
  }
  await ask('POST /events', { json: { ...event, id: 'nobody' } })
  await ask('POST /events', { json: { id: textIn(listIn(body, 'data')[0], 'id') } })
  await ask('POST /events', { json: {} })
}
