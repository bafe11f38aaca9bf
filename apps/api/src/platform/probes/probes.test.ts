import { contract } from '@latchkey/shared/contract'
import { freePort, startRedis } from '@latchkey/test-kit'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../../../test/ask.ts'
import { serve } from '../../../test/serve.ts'

const reachMs = 5_000

async function redis(appendOnly: 'always' | false) {
  const server = await startRedis({ appendOnly, args: ['--maxmemory-policy', 'noeviction'] })
  onTestFinished(() => server.stop())
  return server
}

test('the process answers and is not ready while Redis is away', async () => {
  const served = await serve()
  expect(JSON.parse((await served.ask({ path: '/healthz' })).text)).toEqual({ status: 'ok' })
  const readiness = await served.ask({ path: '/readyz' })
  expect(readiness.status).toBe(503)
  const body = contract.getReadiness.answers[503].parse(JSON.parse(readiness.text))
  expect(body).toMatchObject({ status: 'not_ready', redis: { status: 'down', durability: 'unknown' } })
})

test('it is ready with a Redis that keeps what it acknowledged', async () => {
  const { url } = await redis('always')
  const served = await serve({ environment: { REDIS_URL: url, REQUIRE_DURABLE_REDIS: 'true' } })
  await served.store.whenUp(reachMs)
  const readiness = await served.ask({ path: '/readyz' })
  expect(readiness.status).toBe(200)
  expect(JSON.parse(readiness.text)).toEqual({
    status: 'ready',
    redis: { status: 'up', durability: 'durable', warnings: [] },
  })
})

test('a Redis that could lose everything is ready with a warning, and not where a durable one is required', async () => {
  const { url } = await redis(false)
  const lenient = await serve({ environment: { REDIS_URL: url } })
  await lenient.store.whenUp(reachMs)
  const warned = await lenient.ask({ path: '/readyz' })
  expect(warned.status).toBe(200)
  expect(JSON.parse(warned.text)).toMatchObject({ status: 'ready', redis: { durability: 'volatile' } })
  const strict = await serve({ environment: { REDIS_URL: url, REQUIRE_DURABLE_REDIS: 'true' } })
  await strict.store.whenUp(reachMs)
  const refused = await strict.ask({ path: '/readyz' })
  expect(refused.status).toBe(503)
  expect(JSON.parse(refused.text)).toMatchObject({ status: 'not_ready', redis: { status: 'up' } })
})

test('the metrics are on a port of their own, by route template and status class', async () => {
  const port = await freePort()
  const served = await serve({ environment: { METRICS_PORT: String(port) } })
  await served.ask({ path: '/healthz' })
  await served.ask({ path: '/canary-address' })
  await served.log.until(({ event, status }) => event === 'request' && status === 404)
  const { status, text } = await ask(port, { path: '/metrics' })
  expect(status).toBe(200)
  expect(text).toContain(
    'http_request_duration_seconds_count{method="GET",route="/healthz",status_class="2xx"} 1',
  )
  expect(text).toContain(
    'http_request_duration_seconds_count{method="GET",route="none",status_class="4xx"} 1',
  )
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toContain('canary')
  expect((await served.ask({ path: '/metrics' })).status).toBe(404)
  expect((await ask(port, { path: '/healthz' })).status).toBe(404)
})

test('without a port for them there are no metrics, and with a taken one there is no start', async () => {
  const served = await serve()
  await expect(serve({ environment: { METRICS_PORT: String(served.port) } })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
