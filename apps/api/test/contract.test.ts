import { randomBytes } from 'node:crypto'
import { contract } from '@latchkey/shared/contract'
import { logSink } from '@latchkey/test-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import { readConfig } from '#api/config.ts'
import { systemClock } from '#api/platform/clock.ts'
import { createLogger } from '#api/platform/logging/index.ts'
import { systemRandom } from '#api/platform/random.ts'
import { createStore } from '#api/platform/redis/index.ts'
import { ask, type Question } from './ask.ts'
import { productionEnvironment } from './serve.ts'

/** What is served besides the contract: its description. */
const besides = ['GET /openapi.json']

const config = readConfig({
  ...productionEnvironment,
  REDIS_URL: 'redis://127.0.0.1:1',
  TOKEN_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
})
const store = createStore({ url: config.redis.url, clock: systemClock })
let app: Awaited<ReturnType<typeof buildApp>>
let port: number

beforeAll(async () => {
  const logger = createLogger({ level: 'info', stream: logSink() })
  app = await buildApp({ config, store, logger, clock: systemClock, random: systemRandom, works: false })
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
})

afterAll(async () => {
  await app.close()
  await store.close()
})

const send = (question: Question) =>
  ask(port, {
    ...question,
    headers: { host: 'latchkey.acme.test', 'sec-fetch-site': 'same-origin', ...question.headers },
  })

const operations = Object.values(contract)
const id = 'Vb3kQm0x7nR2tYp8LcE5aA'
const pathOf = (path: string) => path.replaceAll(/:\w+/g, id)

test('every route of the contract is served by the operation it names, and nothing else is', () => {
  const served = app.servedRoutes
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url, operation }) => `${method} ${url}${operation === undefined ? '' : ` ${operation}`}`)
  const promised = operations.map(({ method, path, operationId }) => `${method} ${path} ${operationId}`)
  expect(served.toSorted()).toEqual([...promised, ...besides].toSorted())
})

test('HEAD stands beside every GET that has an answer of its own', () => {
  const heads = app.servedRoutes.filter(({ method }) => method === 'HEAD').map(({ operation }) => operation)
  const reads = operations.filter(
    (operation) =>
      operation.method === 'GET' && operation.operationId !== 'finishConnect' && !('events' in operation),
  )
  expect(heads.filter((operation) => operation !== undefined).toSorted()).toEqual(
    reads.map(({ operationId }) => operationId).toSorted(),
  )
})

test.each(operations.map(({ path }) => path))(
  '%s refuses every other method with the ones it takes',
  async (path) => {
    const taken = app.servedRoutes.filter(({ url }) => url === path).map(({ method }) => method)
    const others = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].filter(
      (method) => !taken.includes(method),
    )
    const answers = await Promise.all(others.map((method) => send({ method, path: pathOf(path) })))
    expect(answers.map(({ status }) => status)).toEqual(others.map(() => 405))
    expect(new Set(answers.map(({ headers }) => headers.allow))).toEqual(
      new Set([[...taken, 'OPTIONS'].toSorted().join(', ')]),
    )
  },
)

const unsafe = operations.filter(({ method }) => method !== 'GET')

test.each(unsafe)(
  '$operationId refuses a foreign page before it looks at anything',
  async ({ method, path }) => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'content-type': 'text/plain',
      cookie: '__Host-latchkey_session=x',
    }
    const answer = await send({ method, path: pathOf(path), headers, body: '{}' })
    expect(answer.status).toBe(403)
    expect(answer.problem().code).toBe('request.cross_site')
    expect(answer.headers['set-cookie']).toBeUndefined()
  },
)

const withParams = operations.filter((operation) => 'params' in operation)

test.each(withParams)('$operationId refuses an id that is none', async ({ method, path }) => {
  const body = { 'content-type': 'application/json' }
  const answer = await send({ method, path: path.replaceAll(/:\w+/g, 'short'), headers: body, body: '{}' })
  expect(answer.status).toBe(400)
  expect(answer.problem().code).toBe('request.invalid')
})

const withBody = operations.filter((operation) => 'body' in operation)

test.each(withBody)('$operationId refuses what it does not know, by name', async ({ method, path }) => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ workspaceId: 'x', userId: 'y' })
  const answer = await send({ method, path: pathOf(path), headers, body })
  expect(answer.status).toBe(400)
  const names = answer.problem().fields?.map(({ name }) => name) ?? []
  expect(names).toEqual(expect.arrayContaining(['workspaceId', 'userId']))
})

test.each(operations)('$operationId carries the policy and the request’s id', async ({ method, path }) => {
  const answer = await send({ method, path: pathOf(path) })
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; ")
  expect(answer.headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/)
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
  expect(answer.headers['x-request-id']).toMatch(/^[\w-]{16}$/)
  expect(answer.headers['cache-control']).toBe('no-store')
})
