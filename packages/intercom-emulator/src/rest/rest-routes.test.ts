import { describe, expect, test } from 'vitest'
import Fastify from 'fastify'
import { createDirectory } from '../directory.ts'
import { createGrants } from '../grants.ts'
import { seed } from '../seed.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import { defaultSwitches } from '../switches.ts'
import { answerErrors } from './answer-errors.ts'
import { errorIn } from './ask-api.ts'
import { createCallChecks } from './check-call.ts'
import { apiVersions } from './operation.ts'
import type { RestOperation } from './operation.ts'
import { createRateLimit, defaultRateLimits } from './rate-limit.ts'
import { restRoutes } from './rest-routes.ts'

const { us } = seed.workspaces
const maya = { workspaceId: us.id, adminId: us.admins.maya.id, clientId: seed.apps.workbench.clientId }

async function send(path: string, init: RequestInit) {
  const emulator = await startEmulator()
  const { token } = emulator.control.issueToken(maya)
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'content-type': 'application/json',
  }
  const answer = await fetch(`${emulator.url}${path}`, { headers, ...init })
  const body: unknown = await answer.json()
  return { status: answer.status, headers: answer.headers, body }
}

describe('Every operation', () => {
  test('refuses a body that is no JSON', async () => {
    expect(errorIn(await send('/conversations/search', { method: 'POST', body: '{"query":' }))).toMatchObject(
      {
        status: 400,
        code: 'parameter_invalid',
      },
    )
  })

  test('refuses a body over a megabyte', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(1024 * 1024) })
    expect(errorIn(await send('/conversations/search', { method: 'POST', body }))).toMatchObject({
      status: 413,
    })
  })

  test.for([
    ['PATCH', '/contacts'],
    ['PUT', '/conversations'],
    ['DELETE', '/admins'],
  ] as const)('answers 404 to another method: %s %s', async ([method, path]) => {
    expect(errorIn(await send(path, { method }))).toMatchObject({ status: 404, code: 'not_found' })
  })

  test.for(['/conversations/%E0%A4%A', `/conversations/${'1'.repeat(3000)}`])(
    'answers 404 to a path that cannot be one: %s',
    async (path) => {
      expect(errorIn(await send(path, {}))).toEqual({
        status: 404,
        code: 'not_found',
        message: 'Resource Not Found',
      })
    },
  )
})

describe('An operation that came with a later version', () => {
  const operation: RestOperation = {
    route: 'GET /teams',
    permission: 'read_admins',
    since: '2.14',
    handle: () => ({ body: { served: true } }),
  }

  async function ask(version: string) {
    const clock = { now: () => startMs }
    const grants = createGrants({ clock, random: (size) => Buffer.alloc(size, 7), onChange: () => {} })
    const directory = createDirectory(seed, { redirectUris: ['http://localhost/callback'] })
    const rateLimit = createRateLimit({ clock, limits: defaultRateLimits })
    const checks = createCallChecks({ directory, grants, rateLimit, switches: defaultSwitches })
    const app = Fastify()
    answerErrors(app)
    app.decorateRequest('caller', null)
    await app.register(restRoutes({ host: 'routing', checks, operations: [operation] }))
    const { token } = grants.issueToken(maya, { endsEarlier: false })
    const headers = { authorization: `Bearer ${token}`, accept: '*/*', 'intercom-version': version }
    const answer = await app.inject({ url: '/teams', headers })
    return { status: answer.statusCode, headers: new Headers(), body: answer.json<unknown>() }
  }

  test('is refused in an earlier one, and served since', async () => {
    expect(errorIn(await ask('2.11'))).toEqual({
      status: 400,
      code: 'intercom_version_invalid',
      message: 'Requested resource is not available in current API version.',
    })
    expect(await ask('2.14')).toMatchObject({ status: 200, body: { served: true } })
    expect(await ask('2.16')).toMatchObject({ status: 200 })
    expect(apiVersions).toContain('2.14')
  })
})
