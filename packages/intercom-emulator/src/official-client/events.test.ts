import { describe, expect, test } from 'vitest'
import { clientVersions, startOfficialClient } from './start-official-client.ts'

const event = { event_name: 'bought-book', created_at: 1_768_000_000 }

describe.for(clientVersions)('in version %s', (version) => {
  test('an event is submitted for a contact by each of its identifiers, with nothing to answer', async () => {
    const { client } = await startOfficialClient({ version })
    const { id } = await client.contacts.create({ email: 'ada@readers.example' })
    await client.contacts.update({ contact_id: id, external_id: 'reader-1' })
    for (const who of [{ id }, { email: 'ada@readers.example' }, { user_id: 'reader-1' }]) {
      const { rawResponse } = await client.events.create({ ...event, ...who }).withRawResponse()
      expect(rawResponse.status).toBe(202)
    }
  })

  test('an event of nobody is refused', async () => {
    const { client } = await startOfficialClient({ version })
    await expect(client.events.create({ ...event, email: 'nobody@readers.example' })).rejects.toMatchObject({
      statusCode: 404,
    })
  })
})
