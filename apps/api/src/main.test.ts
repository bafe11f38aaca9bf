import { connect } from 'node:net'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { freePort, startRedis } from '@latchkey/test-kit'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ask } from '../test/ask.ts'
import { runMain } from '../test/run-main.ts'

// Each test starts real processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

test('a bad environment ends the start with a line for each variable, and no stack', async () => {
  const { complaints, exitCode } = await runMain({ PORT: 'canary', REDIS_URL: 'canary', LOG_LEVEL: 'canary' })
  expect(await exitCode).toBe(1)
  const lines = (await complaints).trimEnd().split('\n')
  expect(lines.map((line) => line.split(':')[0]?.trim())).toEqual([
    'The configuration cannot be used',
    'PORT',
    'REDIS_URL',
    'LOG_LEVEL',
  ])
  expect(await complaints).not.toContain('canary')
})

test('a taken port ends the start with one plain sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const { complaints, exitCode } = await runMain({ PORT: port })
  expect(await exitCode).toBe(1)
  expect(await complaints).toBe(`Port ${port} is taken: stop what uses it, or set another one.\n`)
})

test('it starts without Redis, is ready when Redis comes, and says what Redis could lose', async () => {
  const redisPort = await freePort()
  const { port, log } = await runMain({ REDIS_URL: `redis://127.0.0.1:${redisPort}` })
  await log.until(({ msg }) => msg === 'listening')
  expect((await ask(port, { path: '/healthz' })).status).toBe(200)
  expect((await ask(port, { path: '/readyz' })).status).toBe(503)
  const redis = await startRedis({ port: redisPort })
  onTestFinished(() => redis.stop())
  await log.until(({ event, status }) => event === 'redis' && status === 'up')
  expect(
    await log.until(({ event, durability }) => event === 'redis' && durability !== undefined),
  ).toMatchObject({
    level: 'warn',
    durability: 'volatile',
  })
  expect((await ask(port, { path: '/readyz' })).status).toBe(200)
})

test('a Redis that could lose tokens ends the start where a durable one is required', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  const { complaints, exitCode } = await runMain({ REDIS_URL: redis.url, REQUIRE_DURABLE_REDIS: 'true' })
  expect(await exitCode).toBe(1)
  expect(await complaints).toMatch(
    /^Latchkey could not start: REQUIRE_DURABLE_REDIS is true, .*volatile.*\n$/,
  )
})

/** A request whose body is still to come: it is in progress for as long as the test likes. */
function slowRequest(port: number) {
  const socket = connect(port, '127.0.0.1')
  const body = '{"workspaceId":"x"}'
  socket.write(
    'POST /api/intercom/connect HTTP/1.1\r\n' +
      `Host: localhost:${port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n` +
      `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  // The interim answer says that the request has been taken up.
  return { socket, takenUp: once(socket, 'readable'), finish: () => socket.write(body) }
}

test('SIGTERM lets a request in progress finish, takes no new one, and ends well', async () => {
  const { port, log, signal, exitCode } = await runMain()
  await log.until(({ msg }) => msg === 'listening')
  const slow = slowRequest(port)
  await slow.takenUp
  signal('SIGTERM')
  await log.until(({ event }) => event === 'stop')
  const newcomer = () =>
    ask(port, { path: '/healthz' }).then(
      ({ status }) => status,
      ({ code }) => code,
    )
  await expect.poll(newcomer).toBe('ECONNREFUSED')
  slow.finish()
  const answer = await text(slow.socket)
  expect(answer).toMatch(/HTTP\/1\.1 400 Bad Request\r\n/)
  expect(answer).toMatch(/\r\nconnection: close\r\n/i)
  expect(await exitCode).toBe(0)
})

test('a second signal ends it at once', async () => {
  const { port, log, signal, exitCode } = await runMain()
  await log.until(({ msg }) => msg === 'listening')
  const slow = slowRequest(port)
  slow.socket.on('error', () => undefined)
  await slow.takenUp
  signal('SIGINT')
  await log.until(({ event }) => event === 'stop')
  signal('SIGINT')
  expect(await exitCode).toBe(1)
})
