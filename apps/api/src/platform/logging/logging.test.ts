import { logSink } from '@latchkey/test-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { serve } from '../../../test/serve.ts'
import { describeError } from './describe-error.ts'
import { createLogger, securityEvent } from './index.ts'

test('a finished request is one line with its route’s template, never its address', async () => {
  const things: FastifyPluginAsyncZod = async (app) => {
    app.get('/api/things/:id', async () => 'thing')
  }
  const served = await serve({ routes: [things] })
  const headers = { cookie: 'session=canary-cookie', authorization: 'Bearer canary-token' }
  const answer = await served.ask({ path: '/api/things/canary-id?code=canary-code', headers })
  const line = await served.log.until(({ event }) => event === 'request')
  expect(line).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    requestId: answer.headers['x-request-id'],
    event: 'request',
    method: 'GET',
    route: '/api/things/:id',
    status: 200,
    ms: expect.any(Number),
    msg: 'request finished',
  })
  expect(served.log.text()).not.toContain('canary')
  expect(served.log.lines.filter(({ requestId }) => requestId === line['requestId'])).toHaveLength(1)
})

test('an address that has no route is not logged either', async () => {
  const served = await serve()
  await served.ask({ path: '/canary/path?canary=1' })
  await served.ask({ path: '/%zz-canary' })
  await served.log.until(({ event, status }) => event === 'request' && status === 400)
  expect(served.log.text()).not.toContain('canary')
})

test('a probe’s line is a debug one', async () => {
  const served = await serve()
  await served.ask({ path: '/healthz' })
  const line = await served.log.until(({ event }) => event === 'request')
  expect(line).toMatchObject({ level: 'debug', route: '/healthz' })
})

test('a feature’s refusal is one security line with its code and the peer', async () => {
  const served = await serve({
    routes: [
      async (app) => {
        app.get('/api/refused', async (request, reply) => {
          securityEvent(request, 'oauth.state_invalid')
          return reply.code(303).header('location', '/').send()
        })
      },
    ],
  })
  await served.ask({ path: '/api/refused?state=canary' })
  const line = await served.log.until(({ event }) => event === 'security')
  expect(line).toMatchObject({
    level: 'warn',
    code: 'oauth.state_invalid',
    route: '/api/refused',
    client: '127.0.0.1',
  })
  expect(served.log.text()).not.toContain('canary')
})

test('secrets that are logged all the same are blanked by their usual names', () => {
  const sink = logSink()
  const logger = createLogger({ level: 'info', stream: sink })
  logger.info({
    token: 'canary',
    body: { a: 'canary' },
    session: { cookie: 'canary', deep: { state: 'canary' } },
  })
  logger.info({
    req: { url: '/?code=canary' },
    res: { headers: 'canary' },
    headers: { authorization: 'canary' },
  })
  expect(sink.lines).toHaveLength(2)
  expect(sink.text()).not.toContain('canary')
})

test('an error is described by type, code, message, stack and causes, and by nothing it carries', () => {
  const cause = Object.assign(new TypeError('inner'), { command: { args: ['canary'] } })
  const error = Object.assign(new Error('outer', { cause }), { code: 'E_OUTER', response: 'canary' })
  expect(describeError(error)).toEqual({
    type: 'Error',
    code: 'E_OUTER',
    message: 'outer',
    stack: expect.stringMatching(/^at /),
    cause: { type: 'TypeError', message: 'inner', stack: expect.any(String) },
  })
})

test('a message loses what looks like a secret, and a parser’s message is left out', () => {
  const secret = 'dG9rOmNhbmFyeV9jYW5hcnlfY2FuYXJ5X2NhbmFyeQ=='
  expect(describeError(new Error(`refused ${secret} now`)).message).toBe('refused [redacted] now')
  expect(JSON.stringify(describeError(parserError('canary text')))).not.toContain('canary')
})

test('causes that go round in a circle are described a few times', () => {
  const error = new Error('round')
  error.cause = error
  expect(JSON.stringify(describeError(error)).match(/round/g)?.length).toBeLessThan(10)
})

function parserError(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}
