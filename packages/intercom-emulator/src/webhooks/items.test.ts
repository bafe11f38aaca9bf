import { describe, expect, test } from 'vitest'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'
import { startReceiver } from './start-receiver.ts'
import type { Received } from './start-receiver.ts'
import { knownTopics } from './topics.ts'

const { us } = seed.workspaces
const topics = Object.keys(knownTopics)

async function startWithTopics() {
  const receiver = await startReceiver()
  const emulator = await startEmulator({ notices: { webhooksUrl: receiver.url, topics } })
  const items = () => receiver.received.map(itemOf)
  return { emulator, control: emulator.control, items }
}

function itemOf({ json }: Received): Record<string, unknown> {
  return Object(json).data.item as Record<string, unknown>
}

describe('The item of a notification', () => {
  test.for(topics)('of %s is of the kind and in the state that the topic tells', async (topic) => {
    const { control, items } = await startWithTopics()
    await control.sendWebhook({ topic, workspaceId: us.id })
    const known = knownTopics[topic]
    expect(items()).toMatchObject([{ type: known?.kind, id: expect.any(String), ...known?.change }])
  })

  test('is what the REST API shows under its id', async () => {
    const { emulator, control, items } = await startWithTopics()
    await control.sendWebhook({ topic: 'company.created', workspaceId: us.id })
    const [item] = items()
    const { token } = control.issueToken({ workspaceId: us.id, adminId: us.admins.maya.id })
    const answer = await fetch(`${emulator.url}/companies/${String(item?.['id'])}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    })
    expect(await answer.json()).toEqual(item)
  })

  test('of a deletion says no more than what is gone', async () => {
    const { control, items } = await startWithTopics()
    await control.sendWebhook({ topic: 'contact.deleted', workspaceId: us.id })
    expect(items().map((item) => Object.keys(item).toSorted((a, b) => a.localeCompare(b)))).toEqual([
      ['id', 'type'],
    ])
  })

  test('is another one for each of many notifications', async () => {
    const { control, items } = await startWithTopics()
    await control.sendWebhook({ topic: 'contact.created', workspaceId: us.id, count: 5 })
    expect(new Set(items().map(({ id }) => id)).size).toBe(5)
  })
})

test('a workspace that holds nothing has nothing to tell about', async () => {
  const receiver = await startReceiver()
  const sizes = { [us.id]: { contacts: 0 } }
  const { control } = await startEmulator({ sizes, notices: { webhooksUrl: receiver.url, topics } })
  const sending = control.sendWebhook({ topic: 'contact.created', workspaceId: us.id })
  await expect(sending).rejects.toMatchObject({ code: 'request.invalid' })
})
