import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requireRedisServer } from './redis-server.js'

/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake redis '))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** @param {string} says */
function requireRedisThatSays(says) {
  const program = join(folder, 'redis-server')
  writeFileSync(program, `#!/bin/sh\necho '${says}'\n`)
  chmodSync(program, 0o755)
  return requireOnPath()
}

function requireOnPath() {
  return requireRedisServer({
    environment: { PATH: folder },
    stopSignal: new AbortController().signal,
    logFile: join(folder, 'log'),
  })
}

test.for(['7.0.0', '7.2.5', '8.0.1', '10.1.0'])('Redis %s is taken', async (version) => {
  await expect(requireRedisThatSays(`Redis server v=${version} sha=00000000:0`)).resolves.toBe(
    join(folder, 'redis-server'),
  )
})

test.for(['6.0.16', '6.2.14', '5.0.3'])(
  'Redis %s is refused with the version found and the one needed',
  async (version) => {
    await expect(requireRedisThatSays(`Redis server v=${version} sha=00000000:0`)).rejects.toThrow(
      `Redis ${version} (${join(folder, 'redis-server')}) is too old: Latchkey needs Redis 7.0 or newer.`,
    )
  },
)

test('a program that does not say its version is refused', async () => {
  await expect(requireRedisThatSays('hello')).rejects.toThrow('does not say which version it is')
})

test('where neither apt nor brew is, the person is told what to install', async () => {
  await expect(requireOnPath()).rejects.toThrow(
    'Redis is missing and there is no apt or brew to install it: install it and start again.',
  )
})
