import { describe, expect, test } from 'vitest'
import { createEmulator } from '../create-emulator.ts'
import { postJson, readJson } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startMs } from '../start-emulator.ts'
import {
  conversation,
  idOf,
  minuteMs,
  startSubscribed,
  topic,
  verdictOf,
  wanted,
} from './start-subscribed.ts'

const { us, eu } = seed.workspaces
const { full, limited } = seed.apps

describe('A notification', () => {
  test('is one signed POST in the documented envelope', async () => {
    const { control, receiver } = await startSubscribed()
    const { deliveries } = await control.sendWebhook(wanted)
    expect(receiver.received).toHaveLength(1)
    const [received] = receiver.received
    expect(received).toMatchObject({
      method: 'POST',
      path: '/hooks',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'intercom-parrot-service-client/1.0',
        'x-hub-signature': expect.stringMatching(/^sha1=[0-9a-f]{40}$/),
      },
    })
    expect(received?.json).toEqual({
      type: 'notification_event',
      app_id: us.id,
      data: { type: 'notification_event_data', item: conversation },
      links: {},
      id: expect.stringMatching(/^notif_[0-9a-f-]{36}$/),
      topic,
      delivery_status: 'pending',
      delivery_attempts: 1,
      delivered_at: 0,
      first_sent_at: startMs / 1000,
      created_at: startMs / 1000,
      self: null,
    })
    expect(received && verdictOf(received)).toBe('valid')
    expect(deliveries).toEqual([
      {
        id: received && idOf(received),
        kind: 'webhook',
        topic,
        clientId: full.clientId,
        workspaceId: us.id,
        createdAtMs: startMs,
        status: 'delivered',
        attempts: [{ atMs: startMs, result: 200 }],
      },
    ])
  })

  test('of another app is signed with that app’s secret', async () => {
    const { control, receiver } = await startSubscribed()
    await control.sendWebhook({ ...wanted, clientId: limited.clientId })
    const [received] = receiver.received
    expect(received && verdictOf(received, limited.clientSecret)).toBe('valid')
    expect(received && verdictOf(received)).toBe('wrong')
  })

  test.for(['valid', 'absent', 'wrong'] as const)('is signed as asked: %s', async (signature) => {
    const { control, receiver } = await startSubscribed()
    await control.sendWebhook({ ...wanted, signature })
    const verdicts = receiver.received.map((received) => verdictOf(received))
    expect(verdicts).toEqual([signature === 'absent' ? 'missing' : signature])
  })

  test('of a topic that is not subscribed is not sent, but a ping always is', async () => {
    const { control, receiver } = await startSubscribed()
    const { deliveries } = await control.sendWebhook({ ...wanted, topic: 'conversation.user.replied' })
    expect(deliveries).toMatchObject([{ status: 'not_sent', reason: 'topic_not_subscribed', attempts: [] }])
    await control.sendWebhook({ topic: 'ping', workspaceId: eu.id })
    expect(receiver.received.map(({ json }) => json)).toMatchObject([
      { topic: 'ping', app_id: eu.id, data: { item: { type: 'ping' } } },
    ])
  })

  test('is not sent where no address is set', async () => {
    const { control, receiver } = await startSubscribed()
    await control.setNotices({ webhooksUrl: null })
    const { deliveries } = await control.sendWebhook(wanted)
    expect(deliveries).toMatchObject([{ status: 'not_sent', reason: 'no_address' }])
    expect(receiver.received).toEqual([])
  })

  test('needs an item for a topic that the emulator holds nothing about', async () => {
    const { control } = await startSubscribed()
    await expect(control.sendWebhook({ topic: 'ticket.created', workspaceId: us.id })).rejects.toMatchObject({
      code: 'request.invalid',
    })
  })
})

describe('Many notifications', () => {
  test('come in order, each with an id of its own', async () => {
    const { control, receiver } = await startSubscribed()
    const { deliveries } = await control.sendWebhook({ ...wanted, count: 5 })
    expect(new Set(deliveries.map(({ id }) => id)).size).toBe(5)
    expect(receiver.received.map(idOf)).toEqual(deliveries.map(({ id }) => id))
  })

  test('come again under the same id and with the same bytes where duplicates are asked for', async () => {
    const { control, receiver } = await startSubscribed()
    await control.sendWebhook({ ...wanted, count: 2, duplicates: 2 })
    const ids = receiver.received.map(idOf)
    expect(ids).toEqual([ids[0], ids[0], ids[0], ids[3], ids[3], ids[3]])
    expect(ids[0]).not.toBe(ids[3])
    expect(new Set(receiver.received.map(({ body }) => body.toString())).size).toBe(2)
  })

  test('come in another order where chance says so, duplicates among them', async () => {
    let draws = 0
    // Each draw is smaller than the one before, so sorting by them turns the order round.
    const random = (size: number) => {
      draws += 1
      return Buffer.alloc(size, 255 - (draws % 256))
    }
    const { control, receiver } = await startSubscribed({ random })
    await control.sendWebhook({ ...wanted, count: 3, duplicates: 1, shuffled: true })
    const ids = receiver.received.map(idOf)
    expect(ids).toHaveLength(6)
    expect(new Set(ids).size).toBe(3)
    const logged = control.deliveries().deliveries.map(({ id }) => id)
    expect(ids).toEqual(logged)
    expect(ids.map(String).toSorted((left, right) => left.localeCompare(right))).toEqual(ids)
  })
})

describe('A webhook address', () => {
  test('is asked with HEAD when it is set, and the state says what came of it', async () => {
    const { control, receiver } = await startSubscribed()
    expect(receiver.heads.map(({ path }) => path)).toEqual(['/hooks', '/hooks', '/hooks'])
    receiver.answer = 405
    const state = await control.setNotices({ webhooksUrl: `${receiver.url}/other` })
    expect(state).toMatchObject({ clientId: full.clientId, addressCheck: 405, topics: [topic] })
    expect(control.state().notices).toMatchObject([{ addressCheck: 405 }, { addressCheck: 200 }, {}])
  })

  test('that nobody answers says so', async () => {
    const { control, receiver } = await startSubscribed({ noticeTimeoutMs: 20 })
    receiver.answer = (response) => response.destroy()
    expect(await control.setNotices({ webhooksUrl: receiver.url })).toMatchObject({
      addressCheck: 'unreachable',
    })
    receiver.answer = () => {}
    expect(await control.setNotices({ webhooksUrl: receiver.url })).toMatchObject({ addressCheck: 'timeout' })
  })

  test.for([
    'http://hooks.example/',
    'http://127.0.0.1.hooks.example/',
    'ftp://127.0.0.1/',
    '/hooks',
    'https://name:secret@hooks.example/',
    'https://hooks.example/#here',
  ])('may not be %s', async (webhooksUrl) => {
    const { control } = await startSubscribed()
    await expect(control.setNotices({ webhooksUrl })).rejects.toMatchObject({ code: 'request.invalid' })
    await expect(createEmulator({ notices: { webhooksUrl } })).rejects.toThrow('notice address')
  })

  test.for(['app.uninstalled', 'Conversation.created', 'conversation', ''])(
    'has no topic %j',
    async (unknown) => {
      const { control } = await startSubscribed()
      const setting = control.setNotices({ topics: [unknown] })
      await expect(setting).rejects.toMatchObject({ code: 'request.invalid' })
    },
  )
})

describe('Over the control API', () => {
  test('settings, sending and what came of it', async () => {
    const { emulator, receiver } = await startSubscribed()
    const post = async (path: string, body: unknown) => {
      const { status, body: answer } = await readJson(await postJson(emulator, `/_emulator/${path}`, body))
      return { status, answer }
    }
    expect(await post('notices', { topics: ['contact.created'] })).toMatchObject({
      status: 200,
      answer: { topics: ['contact.created'], webhooksUrl: `${receiver.url}/hooks` },
    })
    const item = { type: 'contact', email: 'somebody@harbour-books.example' }
    expect(await post('webhooks', { topic: 'contact.created', workspaceId: us.id, item })).toMatchObject({
      status: 201,
      answer: { deliveries: [{ status: 'delivered' }] },
    })
    const seen = await (await fetch(`${emulator.url}/_emulator/deliveries`)).text()
    expect(JSON.parse(seen)).toMatchObject({ deliveries: [{ topic: 'contact.created' }] })
    expect(seen).not.toContain(item.email)
    expect(seen).not.toContain(String(receiver.received[0]?.headers['x-hub-signature']))
    expect(await post('webhooks', { topic: 'ping', workspaceId: 'nowhere' })).toMatchObject({ status: 404 })
    expect(await post('webhooks', { ...wanted, count: 3_000, duplicates: 1 })).toMatchObject({ status: 400 })
  })

  test('a reset gives up what waits and goes back to the settings of the start', async () => {
    const { control, receiver, pass } = await startSubscribed()
    await control.setNotices({ topics: ['contact.created'], webhooksUrl: `${receiver.url}/later` })
    receiver.answer = 500
    await control.sendWebhook({ ...wanted, topic: 'contact.created' })
    control.reset('notices')
    await pass(minuteMs)
    expect(receiver.received).toHaveLength(1)
    expect(control.deliveries()).toEqual({ deliveries: [] })
    expect(control.state().notices[0]).toMatchObject({
      topics: [topic],
      webhooksUrl: `${receiver.url}/hooks`,
    })
  })

  test('closing does not wait for an app that never answers', async () => {
    const { emulator, control, receiver } = await startSubscribed()
    const arrived = new Promise<void>((resolve) => {
      receiver.answer = () => resolve()
    })
    const sending = control.sendWebhook(wanted)
    await arrived
    await emulator.close()
    expect((await sending).deliveries).toMatchObject([{ attempts: [] }])
  })
})
