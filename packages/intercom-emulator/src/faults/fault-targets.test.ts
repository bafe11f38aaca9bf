import { describe, expect, test } from 'vitest'
import { connect, exchange, obtainCode } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'
import type { Emulator } from '../create-emulator.ts'

const { us, eu } = seed.workspaces

async function statusOf(
  emulator: Emulator,
  path: string,
  { token, method = 'GET' }: { token: string; method?: string },
): Promise<number> {
  const answer = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  })
  await answer.arrayBuffer()
  return answer.status
}

/** The statuses of as many calls of `/me`. */
async function statusesOf(emulator: Emulator, calls: number): Promise<number[]> {
  const token = await connect(emulator)
  const statuses = []
  for (let call = 0; call < calls; call += 1) statuses.push(await statusOf(emulator, '/me', { token }))
  return statuses
}

describe('A fault meets', () => {
  test('every route of a list', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({
      route: ['GET /me', 'POST /auth/uninstall'],
      kind: 'status',
      status: 503,
      count: 2,
    })
    expect(await statusOf(emulator, '/me', { token })).toBe(503)
    expect(await statusOf(emulator, '/auth/uninstall', { token, method: 'POST' })).toBe(503)
    expect(await statusOf(emulator, '/me', { token })).toBe(200)
  })

  test('every call with a token where the route is *, but not consent and exchange', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route: '*', kind: 'status', status: 503, count: null })
    const { status } = await exchange(emulator, { code: await obtainCode(emulator) })
    expect(status).toBe(200)
    const token = await connect(emulator)
    expect(await statusOf(emulator, '/me', { token })).toBe(503)
    expect(await statusOf(emulator, '/auth/uninstall', { token, method: 'POST' })).toBe(503)
  })

  test('the routes that begin as its pattern', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET *', kind: 'status', status: 503, count: null })
    expect(await statusOf(emulator, '/me', { token })).toBe(503)
    expect(await statusOf(emulator, '/auth/uninstall', { token, method: 'POST' })).toBe(200)
  })

  test.for(['GET /nothing', 'PATCH *', 'GET /oauth*', [], ['GET /nothing']])(
    'no route %j, which is refused',
    async (route) => {
      const emulator = await startEmulator()
      const wrong = { route, kind: 'empty' } as Parameters<Emulator['control']['addFault']>[0]
      expect(() => emulator.control.addFault(wrong)).toThrow('route')
    },
  )

  test('only the host, the workspace and the app that it names', async () => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    const elsewhere = await connect(emulator, { workspaceId: eu.id, adminId: eu.admins.jonas.id })
    const fault = { route: 'GET /me', kind: 'status', status: 503, count: null } as const
    emulator.control.addFault({ ...fault, host: 'us' })
    expect(await statusOf(emulator, '/me', { token })).toBe(200)
    expect(await statusOf(emulator, '/us/me', { token })).toBe(503)
    emulator.control.reset('faults')
    emulator.control.addFault({ ...fault, workspaceId: us.id, clientId: seed.apps.full.clientId })
    expect(await statusOf(emulator, '/me', { token })).toBe(503)
    expect(await statusOf(emulator, '/me', { token: elsewhere })).toBe(200)
    expect(await statusOf(emulator, '/me', { token: 'unknown' })).toBe(401)
    emulator.control.reset('faults')
    emulator.control.addFault({ ...fault, clientId: seed.apps.limited.clientId })
    expect(await statusOf(emulator, '/me', { token })).toBe(200)
  })
})

describe('A fault strikes', () => {
  test('after the requests that it lets pass', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 503, skip: 2 })
    expect(await statusesOf(emulator, 4)).toEqual([200, 200, 503, 200])
  })

  test('by the chance that it is given, and counts only what it struck', async () => {
    const draws = [0.9, 0.1, 0.5, 0.49]
    const emulator = await startEmulator({
      // Only a fraction is drawn from four bytes.
      random: (size) => {
        const bytes = Buffer.alloc(size, 1)
        if (size === 4) bytes.writeUInt32BE(Math.floor((draws.shift() ?? 0) * 2 ** 32))
        return bytes
      },
    })
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 503, rate: 0.5, count: 2 })
    expect(await statusesOf(emulator, 5)).toEqual([200, 503, 200, 503, 200])
  })

  test('never at a rate of 0 and always at 1', async () => {
    const emulator = await startEmulator()
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 500, rate: 0, count: null })
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 502, rate: 1, count: null })
    expect(await statusesOf(emulator, 20)).toEqual(Array.from({ length: 20 }, () => 502))
  })

  test('until it alone is removed', async () => {
    const emulator = await startEmulator()
    const fault = { route: 'GET /me', kind: 'status', count: null } as const
    const { id } = emulator.control.addFault({ ...fault, status: 503 })
    emulator.control.addFault({ ...fault, status: 502 })
    expect(await statusesOf(emulator, 1)).toEqual([503])
    const answer = await fetch(`${emulator.url}/_emulator/faults/${id}`, { method: 'DELETE' })
    expect([answer.status, await answer.json()]).toEqual([200, { removed: true }])
    expect(await statusesOf(emulator, 1)).toEqual([502])
    expect(emulator.control.state().faults).toMatchObject([{ fault: { status: 502 }, struck: 1 }])
    const again = await fetch(`${emulator.url}/_emulator/faults/${id}`, { method: 'DELETE' })
    expect([again.status, await again.json()]).toMatchObject([404, { code: 'fault.not_found' }])
  })

  test('with its latency and a part of its jitter in front', async () => {
    const emulator = await startEmulator({ random: (size) => Buffer.alloc(size, 0x80) })
    const token = await connect(emulator)
    emulator.control.addFault({ route: 'GET /me', kind: 'status', status: 503, latencyMs: 20, jitterMs: 80 })
    const before = performance.now()
    expect(await statusOf(emulator, '/me', { token })).toBe(503)
    // Half of the jitter, by this randomness; timers may be a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(59)
  })
})

describe('A writing route', () => {
  test.for([
    ['status', 'skipped', 0],
    ['status', 'done', 1],
    ['noEnvelope', 'skipped', 0],
    ['noEnvelope', 'done', 1],
    ['empty', 'done', 1],
    ['invalidJson', 'done', 1],
    ['redirect', 'done', 1],
    ['rateLimited', undefined, 0],
    ['truncated', undefined, 1],
    ['wrongGzip', undefined, 1],
  ] as const)('under %s with the effect %s has uninstalled %d times', async ([kind, effect, uninstalls]) => {
    const emulator = await startEmulator()
    const token = await connect(emulator)
    emulator.control.addFault({
      route: 'POST /auth/uninstall',
      kind,
      ...(kind === 'status' && { status: 500 }),
      ...(effect !== undefined && { effect }),
    } as Parameters<Emulator['control']['addFault']>[0])
    const tried = statusOf(emulator, '/auth/uninstall', { token, method: 'POST' })
    await tried.catch(() => undefined)
    expect(emulator.control.state().counters.uninstalls).toBe(uninstalls)
    expect(emulator.control.state().workspaces[0]?.installs).toHaveLength(1 - uninstalls)
  })

  test.for([
    ['skipped', 0],
    ['done', 1],
  ] as const)('whose connection is reset with the effect %s has made %d contacts', async ([effect, made]) => {
    const emulator = await startEmulator()
    const { token } = emulator.control.issueToken({
      workspaceId: us.id,
      adminId: us.admins.maya.id,
      clientId: seed.apps.workbench.clientId,
    })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const count = async () => {
      const answer = await fetch(`${emulator.url}/contacts?per_page=1`, { headers })
      return ((await answer.json()) as { total_count: number }).total_count
    }
    const before = await count()
    emulator.control.addFault({ route: 'POST /contacts', kind: 'reset', effect })
    const creating = fetch(`${emulator.url}/contacts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ role: 'user', email: 'lost-answer@example.com' }),
    })
    await expect(creating).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect((await count()) - before).toBe(made)
  })
})
