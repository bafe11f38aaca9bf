import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askMe, connect, postJson, readJson } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import { createRateLimit } from './rate-limit.ts'

const { us, eu } = seed.workspaces

describe('The rate limit', () => {
  test('shows limit, rest and the second of the next window on every authenticated answer', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    await askMe(emulator, token)
    const { headers } = await askMe(emulator, token, { headers: { 'intercom-version': 'wrong' } })
    expect(headers.get('x-ratelimit-limit')).toBe('1666')
    expect(headers.get('x-ratelimit-remaining')).toBe('1664')
    expect(headers.get('x-ratelimit-reset')).toBe(String(startMs / 1000 + 10))
  })

  test('refuses the call too many until the next window of ten seconds', async () => {
    const emulator = await startEmulator({ rateLimits: { appPerMinute: 12 } })
    const token = await connect(emulator)
    await askMe(emulator, token)
    await askMe(emulator, token)
    const refused = await askMe(emulator, token)
    expect(refused).toMatchObject({
      status: 429,
      body: {
        errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 2 in 10_seconds' }],
      },
    })
    expect(refused.headers.has('retry-after')).toBe(false)
    emulator.control.moveClock({ advanceMs: 10_000 })
    expect(await askMe(emulator, token)).toMatchObject({ status: 200 })
  })

  test('of a workspace counts the calls of every app, and only there', async () => {
    const emulator = await startEmulator({ rateLimits: { workspacePerMinute: 12 } })
    const maya = { workspaceId: us.id, adminId: us.admins.maya.id }
    const first = emulator.control.issueToken(maya).token
    const second = emulator.control.issueToken({ ...maya, clientId: 'latchkey-workbench' }).token
    const elsewhere = emulator.control.issueToken({ workspaceId: eu.id, adminId: eu.admins.jonas.id }).token
    await askMe(emulator, first)
    const { headers } = await askMe(emulator, second)
    expect(headers.get('x-ratelimit-limit')).toBe('2')
    expect(headers.get('x-ratelimit-remaining')).toBe('0')
    expect(await askMe(emulator, first)).toMatchObject({ status: 429 })
    expect(await askMe(emulator, elsewhere)).toMatchObject({ status: 200 })
  })

  test('can be changed while it runs, and is back after a reset', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const limitShown = async () => (await askMe(emulator, token)).headers.get('x-ratelimit-limit')
    const answer = await readJson(await postJson(emulator, '/_emulator/rate-limits', { appPerMinute: 600 }))
    expect(answer.body).toEqual({ appPerMinute: 600, workspacePerMinute: 25_000 })
    expect(await limitShown()).toBe('100')
    expect(emulator.control.state().rateLimits.appPerMinute).toBe(600)
    await postJson(emulator, '/_emulator/reset', { only: 'rateLimits' })
    expect(await limitShown()).toBe('1666')
  })

  test.for([{ appPerMinute: 0 }, { appPerMinute: 1.5 }, { perMinute: 1 }, []])(
    'is not changed to %j',
    async (changes) => {
      const emulator = await startEmulator()
      const answer = await postJson(emulator, '/_emulator/rate-limits', changes)
      expect(answer.status).toBe(400)
    },
  )

  test('of a minute is what its six windows add up to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(1000), (perMinute, minute) => {
        let nowMs = minute * 60_000
        const limits = { appPerMinute: perMinute, workspacePerMinute: 1_000_000 }
        const rateLimit = createRateLimit({ clock: { now: () => nowMs }, limits })
        let served = 0
        for (let window = 0; window < 6; window++, nowMs += 10_000) {
          while (!rateLimit.spend({ clientId: 'a', workspaceId: 'b' }).exceeded) served += 1
        }
        expect(served).toBe(perMinute)
      }),
    )
  })
})
