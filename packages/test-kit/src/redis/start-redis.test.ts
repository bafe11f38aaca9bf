import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, expect, test, vi } from 'vitest'

import { startRedis, type RedisServer, type StartRedisOptions } from './start-redis.ts'

const startRedisModule = JSON.stringify(new URL('./start-redis.ts', import.meta.url).href)
const started: RedisServer[] = []

async function start(options?: StartRedisOptions): Promise<RedisServer> {
  const redis = await startRedis(options)
  started.push(redis)
  return redis
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((redis) => redis.stop()))
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a started Redis answers at its url and runs as the named process', async () => {
  const redis = await start()

  const info = await redis.client().info('server')

  expect(info).toContain(`tcp_port:${redis.port}`)
  expect(info).toContain(`process_id:${redis.pid}`)
  expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`)
})

test('two servers at the same time share nothing', async () => {
  const [one, other] = await Promise.all([start(), start()])

  await one.client().set('a', '1')

  expect(await other.client().get('a')).toBeNull()
})

test('stop ends the process, the clients and the temporary folder, and may be called twice', async () => {
  const redis = await start()
  const client = redis.client()
  await client.ping()

  await redis.stop()
  await redis.stop()

  expect(isAlive(redis.pid)).toBe(false)
  expect(client.status).toBe('end')
  expect(existsSync(redis.dir)).toBe(false)
})

test('a one-node cluster refuses a command across slots and serves one within a slot', async () => {
  const client = (await start({ cluster: true })).client()

  await client.mset('{a}:1', 'x', '{a}:2', 'y')

  await expect(client.mget('a', 'b')).rejects.toThrow('CROSSSLOT')
  expect(await client.mget('{a}:1', '{a}:2')).toEqual(['x', 'y'])
})

test('a one-node cluster is a healthy master that knows nobody else', async () => {
  const redis = await start({ cluster: true })
  const client = redis.client()

  const info = String(await client.cluster('INFO'))

  expect(info).toContain('cluster_state:ok')
  expect(info).toContain('cluster_slots_ok:16384')
  expect(info).toContain('cluster_known_nodes:1')
  expect(await client.info('replication')).toContain('role:master')
  expect(await client.cluster('SHARDS')).toHaveLength(1)
})

test.each([{ cluster: false }, { cluster: true }])(
  'data of an append-only Redis outlives SIGKILL and restart (cluster: $cluster)',
  async ({ cluster }) => {
    const redis = await start({ appendOnly: 'always', cluster })
    const client = redis.client()
    await client.set('kept', 'yes')
    const firstPid = redis.pid

    await redis.kill()
    await expect(client.get('kept')).rejects.toThrow(/closed|retries/)
    await redis.restart()

    expect(redis.pid).not.toBe(firstPid)
    expect(await redis.client().get('kept')).toBe('yes')
    await redis.client().set('more', 'writes')
  },
)

test('a Redis without append-only comes back empty after a kill', async () => {
  const redis = await start()
  await redis.client().set('lost', 'yes')

  await redis.kill('SIGTERM')
  await redis.restart()

  expect(await redis.client().get('lost')).toBeNull()
})

test('a client made before a restart works after it', async () => {
  const redis = await start()
  const client = redis.client()
  await client.ping()

  await redis.restart()

  expect(await client.ping()).toBe('PONG')
})

test('a frozen Redis answers nobody until it is thawed, and can be stopped while frozen', async () => {
  const redis = await start()
  const impatient = redis.client({ commandTimeout: 100 })
  const patient = redis.client()
  await Promise.all([impatient.ping(), patient.ping()])

  redis.freeze()
  const answer = patient.ping()
  await expect(impatient.ping()).rejects.toThrow('timed out')
  redis.thaw()
  expect(await answer).toBe('PONG')

  redis.freeze()
  await redis.stop()
  expect(isAlive(redis.pid)).toBe(false)
})

test('a folder of the caller is kept with its data', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'latchkey-kept-'))
  try {
    const first = await start({ dir, appendOnly: 'everysec' })
    await first.client().set('a', '1')
    await first.stop()

    const second = await start({ dir, appendOnly: 'everysec' })

    expect(await second.client().get('a')).toBe('1')
  } finally {
    await Promise.all(started.splice(0).map((redis) => redis.stop()))
    await rm(dir, { recursive: true })
  }
})

test("further arguments reach Redis and win over the kit's own", async () => {
  const redis = await start({ args: ['--maxmemory', '3mb', '--maxmemory-policy', 'allkeys-lru'] })

  expect(await redis.client().config('GET', 'maxmemory')).toEqual(['maxmemory', String(3 * 1024 * 1024)])
})

test('a Redis that refuses to start is reported with its own last words', async () => {
  await expect(startRedis({ args: ['--no-such-setting', '1'] })).rejects.toThrow(/no-such-setting/)
})

test('a port in use is reported, not shared', async () => {
  const redis = await start()

  await expect(startRedis({ port: redis.port })).rejects.toThrow(/already/i)
})

test('without redis-server on PATH the error says how to install it', async () => {
  const script = `
    import { startRedis } from ${startRedisModule}
    await startRedis().catch((error) => console.log(error.message))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: '/nonexistent' },
  })
  const chunks: string[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  await once(child, 'close')

  expect(chunks.join('')).toMatch(/redis-server was not found on PATH.*apt-get install redis-server/)
})

test.each(['SIGKILL', 'exit'] as const)(
  'Redis does not outlive a test process that ends by %s',
  async (end) => {
    const script = `
    import { startRedis } from ${startRedisModule}
    const redis = await startRedis()
    process.on('message', () => process.exit(0))
    process.send({ port: redis.port, dir: redis.dir })`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const [message] = await once(owner, 'message')
    const { port, dir } = message as { port: number; dir: string }
    const connection = connect(port, '127.0.0.1')
    await once(connection, 'connect')
    const connectionLost = once(connection, 'close')

    if (end === 'exit') owner.send('exit')
    else owner.kill('SIGKILL')

    await connectionLost
    await vi.waitFor(() => expect(existsSync(dir)).toBe(false))
  },
)
