import { startRedis } from '@latchkey/test-kit'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runMain } from '../test/run-main.ts'
import { newKey, ringOf, seedTokens } from '../test/seed-tokens.ts'

// Each test starts a real process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const older = newKey('2026a')
const newer = newKey('2026b')

/** What a start with these keys says about 40 token sets of the older key and 10 of the newer. */
async function startWith(tokenKeys: string) {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  await seedTokens(redis.client(), { keyRing: ringOf(older), count: 50 })
  await seedTokens(redis.client(), { keyRing: ringOf(newer), count: 10 })
  const { log } = await runMain({ REDIS_URL: redis.url, TOKEN_KEYS: tokenKeys, LOG_LEVEL: 'debug' })
  await log.until(({ msg }) => msg === 'token keys were looked at')
  return log.lines.filter(({ event, level }) => event === 'token_keys' && level === 'error')
}

test('a start with every key that is needed has nothing to say', async () => {
  expect(await startWith(`${newer.entry},${older.entry}`)).toEqual([])
})

test('a start without a key that is still needed says so by count, and goes on', async () => {
  expect(await startWith(newer.entry)).toMatchObject([
    {
      keyId: '2026a',
      tokenSets: 40,
      complete: true,
      msg: 'token sets need a key that is not in TOKEN_KEYS',
    },
  ])
})

test('a start with another key under an id that is in use says so by count', async () => {
  const wrong = newKey('2026a')
  expect(await startWith(`${newer.entry},${wrong.entry}`)).toMatchObject([
    { keyId: '2026a', tokenSets: 40, msg: 'token sets do not open with the key that they name' },
  ])
})
