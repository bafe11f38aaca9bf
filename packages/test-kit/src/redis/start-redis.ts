import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Redis, type RedisOptions } from 'ioredis'

import { freePort, isPortFree } from '../free-port.ts'
import { launchRedis, type RedisProcess } from './launch.ts'
import { oneNodeCluster } from './one-node-cluster.ts'

export type StartRedisOptions = {
  /** One node that owns all slots: a plain client works as ever, and a command across slots fails with CROSSSLOT. */
  cluster?: boolean
  /** `false` (the default) keeps nothing on disk, so a killed server comes back empty. */
  appendOnly?: 'always' | 'everysec' | false
  /** Kept at `stop`. Without it, a temporary folder is made and removed. */
  dir?: string
  /** Without it, a free one is found. */
  port?: number
  /** Further arguments of `redis-server`, such as `['--maxmemory', '2mb']`; they win over the kit's own. */
  args?: readonly string[]
}

/** Options of ioredis, less the one that changes the type of its replies. */
export type ClientOptions = Omit<RedisOptions, 'replyMapping'>

export type RedisServer = {
  readonly url: string
  readonly port: number
  readonly dir: string
  /** The process there is, or was last; another one after `restart`. */
  readonly pid: number
  /** A new client, closed at `stop`. It reconnects within 20 ms and gives a command up after one lost connection. */
  client(options?: ClientOptions): Redis
  /** Ends the server as if its process had crashed (SIGKILL) or been asked to go (SIGTERM); resolves when it is gone. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** Lets the process answer nobody (SIGSTOP); connections stay open and new ones are taken by the kernel. */
  freeze(): void
  /** Lets a frozen process go on (SIGCONT); it then answers what was asked meanwhile. */
  thaw(): void
  /** Starts it again on the same port and folder; a server that still runs is ended with SIGTERM first. */
  restart(): Promise<void>
  /** Closes the clients, ends the server and removes its temporary folder. Safe to call twice. */
  stop(): Promise<void>
}

const portAttempts = 5

/**
 * Starts a real `redis-server` from PATH on the loopback interface, and resolves when it answers.
 *
 * It never outlives the process or worker thread that started it, even one ended with SIGKILL.
 *
 * @throws Error that says what to install when there is no `redis-server`, else with Redis' own last words.
 */
export async function startRedis(options: StartRedisOptions = {}): Promise<RedisServer> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'latchkey-redis-')))
  const site = { dir, temporary: options.dir === undefined }
  try {
    for (let attempt = 1; ; attempt += 1) {
      const port = options.port ?? (await freePort())
      const launch = await launcher({ ...options, port }, site)
      try {
        return controls({ port, launch, running: await launch() }, site)
      } catch (error) {
        // Another process may take the port between our look and Redis' bind.
        const taken = options.port === undefined && !(await isPortFree(port))
        if (!taken || attempt === portAttempts) throw error
      }
    }
  } catch (error) {
    await clear(site)
    throw error
  }
}

type Site = { readonly dir: string; readonly temporary: boolean }
type Launch = () => Promise<RedisProcess>

async function clear({ dir, temporary }: Site): Promise<void> {
  if (temporary) await rm(dir, { recursive: true, force: true })
}

async function launcher(
  { port, cluster = false, appendOnly = false, args = [] }: StartRedisOptions & { port: number },
  { dir, temporary }: Site,
): Promise<Launch> {
  const asCluster = cluster ? await oneNodeCluster(port) : undefined
  const settings = {
    bind: '127.0.0.1',
    dir,
    save: '',
    ...(appendOnly !== false && { appendonly: 'yes', appendfsync: appendOnly }),
    ...asCluster?.settings,
  }
  const settingArgs = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  return async () => {
    await asCluster?.introduce(dir)
    return launchRedis({
      port,
      args: [...settingArgs, ...args],
      temporaryDir: temporary ? dir : undefined,
      prepare: async (admin) => asCluster?.prepare(admin),
    })
  }
}

function controls(
  { port, launch, running }: { port: number; launch: Launch; running: RedisProcess },
  site: Site,
): RedisServer {
  let redis = running
  const clients = new Set<Redis>()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir: site.dir,
    get pid() {
      return redis.pid
    },
    client(options = {}) {
      const client = new Redis({
        host: '127.0.0.1',
        port,
        maxRetriesPerRequest: 1,
        retryStrategy: () => 20,
        ...options,
      })
      // A test that takes the server away expects this; without a listener ioredis writes to the console.
      client.on('error', () => undefined)
      clients.add(client)
      return client
    },
    kill: (signal = 'SIGKILL') => redis.end(signal),
    freeze: () => redis.signal('SIGSTOP'),
    thaw: () => redis.signal('SIGCONT'),
    async restart() {
      await redis.end('SIGTERM')
      redis = await launch()
    },
    async stop() {
      for (const client of clients) client.disconnect()
      clients.clear()
      // Nothing in the folder is worth a graceful end, except where the caller keeps it.
      await redis.end(site.temporary ? 'SIGKILL' : 'SIGTERM')
      await clear(site)
    },
  }
}
