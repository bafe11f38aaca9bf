import { describe, expect, test } from 'vitest'
import { createMovableClock } from '../clock.ts'
import { seed } from '../seed.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import { startReceiver } from './start-receiver.ts'
import { minuteMs, startSubscribed, verdictOf, wanted } from './start-subscribed.ts'
import { createSubscription } from './subscription.ts'
import type { Sendable } from './subscription.ts'

const { us } = seed.workspaces

describe('An error', () => {
  test.for([500, 404, 302, 401])(
    'of %d is tried once more, a minute later, and then failed',
    async (status) => {
      const { control, receiver, pass, results, statuses } = await startSubscribed()
      receiver.answer = (response) => response.writeHead(status, { location: `${receiver.url}/away` }).end()
      await control.sendWebhook(wanted)
      expect(statuses()).toEqual(['waiting'])
      await pass(minuteMs - 1)
      expect(results()).toEqual([[status]])
      await pass(1)
      expect(results()).toEqual([[status, status]])
      expect(statuses()).toEqual(['failed'])
      await pass(24 * 60 * minuteMs)
      expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks', '/hooks'])
    },
  )

  test('that passes is delivered by the retry, which is the same notification, signed anew', async () => {
    const { control, receiver, pass, statuses } = await startSubscribed()
    receiver.answer = 503
    await control.sendWebhook(wanted)
    receiver.answer = 204
    await pass(minuteMs)
    expect(statuses()).toEqual(['delivered'])
    const [first, second] = receiver.received
    expect(second?.json).toEqual({ ...Object(first?.json), delivery_attempts: 2 })
    expect(second && verdictOf(second)).toBe('valid')
  })

  test('is an answer that does not come in time, and one that is cut off', async () => {
    const { control, receiver, results } = await startSubscribed({ noticeTimeoutMs: 20 })
    receiver.answer = () => {}
    await control.sendWebhook(wanted)
    receiver.answer = (response) => response.destroy()
    await control.sendWebhook(wanted)
    expect(results()).toEqual([['timeout'], ['unreachable']])
  })

  test('by itself is retried on a clock that goes', async () => {
    const started = Date.now()
    let spedUp = false
    const receiver = await startReceiver()
    // A clock that is an hour further once the first try has failed.
    const clock = { now: () => (spedUp ? started + 60 * minuteMs : started) }
    const emulator = await startEmulator({ clock, notices: { webhooksUrl: receiver.url } })
    receiver.answer = 500
    await emulator.control.sendWebhook({ topic: 'ping', workspaceId: us.id })
    spedUp = true
    emulator.clock.advance(0)
    await emulator.control.noticesSettled()
    expect(receiver.received).toHaveLength(2)
  })
})

describe('410', () => {
  test('disables the subscription until the address is set again', async () => {
    const { control, receiver, pass, subscription, statuses } = await startSubscribed()
    receiver.answer = 500
    await control.sendWebhook(wanted)
    receiver.answer = 410
    await control.sendWebhook({ ...wanted, count: 2 })
    expect(subscription()).toEqual({ kind: 'disabled' })
    expect(statuses()).toEqual(['not_sent', 'failed', 'not_sent'])
    const { deliveries } = await control.sendWebhook(wanted)
    expect(deliveries).toMatchObject([{ status: 'not_sent', reason: 'subscription_disabled' }])
    await pass(60 * minuteMs)
    expect(receiver.received).toHaveLength(2)

    receiver.answer = 200
    await control.setNotices({ webhooksUrl: `${receiver.url}/again` })
    await control.sendWebhook(wanted)
    expect(subscription()).toEqual({ kind: 'live' })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks', '/hooks', '/again'])
  })
})

describe('429', () => {
  test('throttles everything, for a minute at first', async () => {
    const { control, receiver, pass, subscription, statuses } = await startSubscribed()
    receiver.answer = 429
    await control.sendWebhook({ ...wanted, count: 3 })
    expect(subscription()).toEqual({ kind: 'throttled', untilMs: startMs + minuteMs })
    expect(receiver.received).toHaveLength(1)
    receiver.answer = 200
    await pass(minuteMs - 1)
    expect(statuses()).toEqual(['waiting', 'waiting', 'waiting'])
    await pass(1)
    expect(statuses()).toEqual(['delivered', 'delivered', 'delivered'])
    expect(subscription()).toEqual({ kind: 'live' })
  })

  test('throttles for longer each time, and what it met is dropped after two hours', async () => {
    const { control, receiver, pass, statuses } = await startSubscribed()
    receiver.answer = 429
    await control.sendWebhook(wanted)
    for (let minute = 1; minute < 120; minute += 1) await pass(minuteMs)
    const minutes = control
      .deliveries()
      .deliveries.flatMap(({ attempts }) => attempts.map(({ atMs }) => (atMs - startMs) / minuteMs))
    expect(minutes).toEqual([0, 1, 3, 7, 15, 31, 63])
    expect(statuses()).toEqual(['waiting'])
    await pass(minuteMs)
    expect(statuses()).toEqual(['dropped'])
    expect(receiver.received).toHaveLength(7)
  })

  test('throttles for a minute again after something was accepted', async () => {
    const { control, receiver, pass, subscription } = await startSubscribed()
    receiver.answer = 429
    await control.sendWebhook(wanted)
    await pass(minuteMs)
    receiver.answer = 200
    await pass(2 * minuteMs)
    receiver.answer = 429
    await control.sendWebhook(wanted)
    expect(subscription()).toEqual({ kind: 'throttled', untilMs: startMs + 4 * minuteMs })
  })
})

describe('Errors in a row', () => {
  test('pause everything for 15 minutes from the 1,001st on', async () => {
    const { control, receiver, pass, subscription } = await startSubscribed()
    receiver.answer = 500
    await control.sendWebhook({ ...wanted, count: 1_000 })
    expect(subscription()).toEqual({ kind: 'live' })
    await control.sendWebhook({ ...wanted, count: 2 })
    expect(subscription()).toEqual({ kind: 'paused', untilMs: startMs + 15 * minuteMs })
    expect(receiver.received).toHaveLength(1_001)
    receiver.answer = 200
    await pass(15 * minuteMs - 1)
    expect(receiver.received).toHaveLength(1_001)
    await pass(1)
    expect(subscription()).toEqual({ kind: 'live' })
    // One that was never tried, and the retries.
    expect(receiver.received).toHaveLength(1_001 + 1 + 1_001)
  })

  test('are forgotten after 15 minutes', async () => {
    const { control, receiver, pass, subscription } = await startSubscribed()
    receiver.answer = 500
    await control.sendWebhook({ ...wanted, count: 500 })
    await pass(minuteMs)
    await pass(15 * minuteMs)
    await control.sendWebhook({ ...wanted, count: 500 })
    expect(receiver.received).toHaveLength(1_500)
    expect(subscription()).toEqual({ kind: 'live' })
  })

  test('begin anew after something was accepted', async () => {
    const { control, receiver, pass, subscription } = await startSubscribed()
    receiver.answer = 500
    await control.sendWebhook({ ...wanted, count: 500 })
    receiver.answer = 200
    await control.sendWebhook(wanted)
    await pass(minuteMs)
    receiver.answer = 500
    await control.sendWebhook({ ...wanted, count: 1_000 })
    expect(subscription()).toEqual({ kind: 'live' })
  })
})

test('no more than twenty thousand wait: the oldest are dropped, those that wait for a retry first', async () => {
  const subscription = createSubscription({ clock: createMovableClock({ now: () => startMs }) })
  const sendable = (status: number): Sendable => ({
    delivery: {
      id: `notif_${status}`,
      kind: 'webhook',
      topic: 'ping',
      clientId: seed.apps.full.clientId,
      workspaceId: us.id,
      createdAtMs: startMs,
      status: 'waiting',
      attempts: [],
    },
    send: () => Promise.resolve({ kind: 'answered', status, body: '' }),
  })
  const [failing, throttling] = [sendable(500), sendable(429)]
  const others = Array.from({ length: 20_000 }, () => sendable(200))
  subscription.goLive()
  subscription.add([failing, throttling])
  await subscription.settled()
  subscription.add(others)
  expect([failing, throttling, others[0], others.at(-1)].map((one) => one?.delivery.status)).toEqual([
    'dropped',
    'dropped',
    'waiting',
    'waiting',
  ])
})
