import { contract } from '@latchkey/shared/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { contractRoute } from '#api/platform/openapi/index.ts'
import { serve, type Served } from '../../../test/serve.ts'

const trusting = { TRUST_PROXY: 'true' }

const finishConnect: FastifyPluginAsyncZod = async (app) => {
  app.route({
    ...contractRoute(contract.finishConnect),
    handler: async (_request, reply) => reply.redirect('/connections', 303),
  })
}

const callback = '/api/intercom/callback'
const callbackLimit = 120

/** Asks often as one client after another, and tells the status of each answer. */
async function askAs(served: Served, path: string, clients: readonly string[]): Promise<number[]> {
  const statuses: number[] = []
  for (const client of clients) {
    const answer = await served.ask({ path, headers: { 'x-forwarded-for': client } })
    statuses.push(answer.status)
  }
  return statuses
}

const times = (count: number, client: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => client(index))

test('one request too many is 429 with the time to wait, one security event, and others go on', async () => {
  const served = await serve({ environment: trusting, routes: [finishConnect] })
  const allowed = await askAs(
    served,
    callback,
    times(callbackLimit, () => '198.51.100.7'),
  )
  expect(new Set(allowed)).toEqual(new Set([303]))
  const refused = await served.ask({ path: callback, headers: { 'x-forwarded-for': '198.51.100.7' } })
  expect(refused.status).toBe(429)
  const { code, retryAfterSeconds = 0 } = refused.problem()
  expect(code).toBe('request.rate_limited')
  expect(retryAfterSeconds).toBeGreaterThan(0)
  expect(retryAfterSeconds).toBeLessThanOrEqual(60)
  expect(refused.headers['retry-after']).toBe(String(retryAfterSeconds))
  expect(served.log.lines.filter(({ event }) => event === 'security')).toMatchObject([
    { code: 'request.rate_limited', client: '198.51.100.7' },
  ])
  expect(await askAs(served, callback, ['198.51.100.8'])).toEqual([303])
  // Another group of routes counts by itself.
  expect(await askAs(served, '/healthz', ['198.51.100.7'])).toEqual([200])
})

test('a network of 64 bits is one IPv6 client, and the next network another', async () => {
  const served = await serve({ environment: trusting, routes: [finishConnect] })
  await askAs(
    served,
    callback,
    times(callbackLimit, (index) => `2001:db8:1:2:${index.toString(16)}::1`),
  )
  expect(await askAs(served, callback, ['2001:db8:1:2:ffff::9', '2001:db8:1:3::1'])).toEqual([429, 303])
})

test('an IPv4 address written as IPv6 is the same client', async () => {
  const served = await serve({ environment: trusting, routes: [finishConnect] })
  await askAs(
    served,
    callback,
    times(callbackLimit, () => '::ffff:198.51.100.7'),
  )
  expect(await askAs(served, callback, ['198.51.100.7', '::ffff:c633:6407'])).toEqual([429, 429])
})

test('a forged forwarding header makes no new client of a peer that is not trusted', async () => {
  const served = await serve({ routes: [finishConnect] })
  await askAs(
    served,
    callback,
    times(callbackLimit, (index) => `198.51.100.${index}`),
  )
  expect(await askAs(served, callback, ['203.0.113.1'])).toEqual([429])
})

test('what does not exist and what is refused counts too', async () => {
  const served = await serve()
  const paths = ['/nothing', '/openapi.json', '/']
  const answers = []
  for (let index = 0; index < 601; index += 1) {
    answers.push((await served.ask({ path: paths[index % 3] ?? '/' })).status)
  }
  expect(answers.slice(0, 600)).not.toContain(429)
  expect(answers[600]).toBe(429)
})
