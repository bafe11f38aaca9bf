import { describe, expect, test } from 'vitest'
import { askMe, connect } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startEmulator, startMs } from '../start-emulator.ts'

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
    const apps = { full: { ...seed.apps.full, requestsPerMinute: 12 } }
    const emulator = await startEmulator({ seed: { ...seed, apps } })
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
})
