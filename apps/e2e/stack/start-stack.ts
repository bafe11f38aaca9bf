import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startRedis, startTlsProxy, type RedisServer } from '@latchkey/test-kit'
import { createApi, type Api } from './api.ts'
import { startEmulator, type Emulator } from './emulator.ts'
import { makeQuickFolder } from './quick-folder.ts'
import { repositoryRoot } from './repository-root.ts'

/** Everything that `npm start` runs, as real programs on free ports. */
export interface Stack {
  /** Where a person opens Latchkey; another site than the emulator's. */
  readonly webUrl: string
  readonly emulator: Emulator
  readonly api: Api
  readonly redis: RedisServer
  /** Brings back what a test took away, and forgets everything. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts Redis, the emulator and the built API, which serves a copy of the built web app: a build that runs
 * meanwhile changes nothing. With `https`, browsers reach it through a TLS proxy and get `__Host-` cookies.
 */
export async function startStack({ https = false } = {}): Promise<Stack> {
  const redisFolder = await makeQuickFolder('latchkey-redis-')
  const redis = await startRedis({ appendOnly: 'always', dir: redisFolder })
  const admin = redis.client()
  const webDist = await mkdtemp(join(tmpdir(), 'latchkey-web-'))
  await cp(join(repositoryRoot, 'apps/web/dist'), webDist, { recursive: true })
  const port = await freePort()
  const proxy = https ? await startTlsProxy({ targetPort: port }) : undefined
  const webUrl = proxy?.url ?? `http://localhost:${port}`
  const redirectUri = `${webUrl}/api/intercom/callback`
  const emulator = await startEmulator({
    port: await freePort(),
    redirectUri,
  })
  const intercomUrl = `${emulator.url}/{region}`
  const api = createApi({
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: webUrl,
    WEB_DIST: webDist,
    REDIS_URL: redis.url,
    TOKEN_KEYS: `e2e:${randomBytes(32).toString('base64url')}`,
    INTERCOM_CLIENT_ID: 'latchkey-dev',
    INTERCOM_CLIENT_SECRET: 'latchkey-dev-secret',
    INTERCOM_APP_URL: intercomUrl,
    INTERCOM_API_URL: intercomUrl,
    // Each test is a client of its own, so that none runs into the limits of another.
    TRUST_PROXY: '127.0.0.1/32',
  })
  await api.start()
  return {
    webUrl,
    emulator,
    api,
    redis,
    async reset() {
      if (!(await answers(admin))) {
        await redis.restart()
        // One that has lost its Redis asks for it again only now and then.
        await api.stop('SIGKILL')
      }
      await api.start()
      await admin.flushall()
      await emulator.reset()
      api.forgetLog()
    },
    async stop() {
      await api.stop('SIGTERM')
      await emulator.stop()
      await proxy?.stop()
      await redis.stop()
      await rm(redisFolder, { recursive: true, force: true })
      await rm(webDist, { recursive: true, force: true })
    },
  }
}

async function answers(client: ReturnType<RedisServer['client']>): Promise<boolean> {
  return client.ping().then(
    () => true,
    () => false,
  )
}
