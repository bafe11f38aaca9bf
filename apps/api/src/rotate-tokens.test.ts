import { startRedis, type RedisServer } from '@latchkey/test-kit'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { runRotate } from '../test/run-rotate.ts'
import { newKey, ringOf, seedTokens } from '../test/seed-tokens.ts'

// Each test starts real processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const older = newKey('2026a')
const newer = newKey('2026b')
const count = 3_000
/** Slow enough to be stopped on the way, whatever the machine. */
const slowly = ['--per-second', '200']

let redis: RedisServer
let environment: { REDIS_URL: string; TOKEN_KEYS: string }

beforeEach(async () => {
  redis = await startRedis({ cluster: true })
  onTestFinished(() => redis.stop())
  environment = { REDIS_URL: redis.url, TOKEN_KEYS: `${newer.entry},${older.entry}` }
  await seedTokens(redis.client(), { keyRing: ringOf(older), count })
})

const rotate = (more: Partial<typeof environment> = {}, args: readonly string[] = []) =>
  runRotate({ ...environment, ...more }, args)

test('it seals everything, says so, finds nothing to do the second time, and lets the old key go', async () => {
  const first = await rotate().ended()
  expect(first).toMatchObject({ code: 0, complaints: '' })
  expect(first.lines).toContain('Done: 3,000 token sets sealed anew with "2026b".')
  expect(first.lines.join('\n')).toMatch(/3,000 of 3,000 sealed anew, [\d,]+ a second;.*2026a 3,000/)
  const second = await rotate().ended()
  expect(second.code).toBe(0)
  expect(second.lines).toContain('Nothing to do: 3,000 token sets, all sealed with the first key, "2026b".')
  const retired = await rotate({ TOKEN_KEYS: newer.entry }).ended()
  expect(retired).toMatchObject({ code: 0 })
})

test('killed half-way, it goes on where it was', async () => {
  const killed = rotate({}, slowly)
  await killed.begun()
  killed.signal('SIGKILL')
  expect((await killed.ended()).code).toBe(null)
  const between = await rotate({}, ['--count']).ended()
  expect(between.lines[0]).toMatch(/^By key: 2026b [1-9][\d,]*, 2026a [12],\d{3}\.$/)
  const { code, lines } = await rotate().ended()
  expect(code).toBe(0)
  expect(lines).toContain('By key: 2026b 3,000, 2026a 0.')
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it after the batch, with what is left', async (name) => {
  const stopped = rotate({}, slowly)
  await stopped.begun()
  stopped.signal(name)
  const { code, lines } = await stopped.ended()
  expect(code).toBe(130)
  const [, sealed = '', left = ''] =
    /^Stopped: ([\d,]+) token sets sealed anew, ([\d,]+) left\./.exec(lines.at(-1) ?? '') ?? []
  const number = (text: string) => Number(text.replace(',', ''))
  expect(number(sealed)).toBeGreaterThan(0)
  expect(number(sealed) + number(left)).toBe(count)
})

test('a retired key that is still needed is told by count, and the command fails', async () => {
  const { code, lines } = await rotate({ TOKEN_KEYS: newer.entry }).ended()
  expect(code).toBe(1)
  expect(lines.join('\n')).toContain('Missing: 3,000 token sets need the key "2026a"')
  expect(await rotate().ended()).toMatchObject({ code: 0 })
})

test('counting changes nothing', async () => {
  const { code, lines } = await rotate({}, ['--count']).ended()
  expect({ code, lines }).toEqual({ code: 0, lines: ['By key: 2026b 0, 2026a 3,000.'] })
})

test.each([
  [{ TOKEN_KEYS: 'canary' }, [], 'TOKEN_KEYS'],
  [{ REDIS_URL: 'redis://127.0.0.1:1' }, [], 'Redis cannot be reached'],
  [{}, ['--per-second', '0'], '--per-second must be a number over 0'],
  [{}, ['--fast'], 'Usage: '],
])('%j %j ends with one plain sentence', async (more, args, sentence) => {
  const { code, complaints } = await rotate(more, args).ended()
  expect(code).toBe(1)
  expect(complaints).toContain(sentence)
  expect(complaints).not.toMatch(/canary|^ +at /m)
})
