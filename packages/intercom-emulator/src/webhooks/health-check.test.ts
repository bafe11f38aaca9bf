import { verifyBody } from '@latchkey/shared/intercom/signing'
import { describe, expect, test } from 'vitest'
import { postJson, readJson } from '../emulator-requests.ts'
import { seed } from '../seed.ts'
import { startEmulator, startMs } from '../start-emulator.ts'
import { startReceiver } from './start-receiver.ts'

const { us } = seed.workspaces
const { full } = seed.apps
const dayMs = 24 * 3_600_000

async function startAsked(answer: unknown = { state: 'OK' }) {
  const receiver = await startReceiver()
  const answerWith = (value: unknown, status = 200) => {
    receiver.answer = (response) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(typeof value === 'string' ? value : JSON.stringify(value))
    }
  }
  answerWith(answer)
  const notices = { healthUrl: `${receiver.url}/health` }
  const emulator = await startEmulator({ notices, noticeTimeoutMs: 200 })
  return { emulator, control: emulator.control, receiver, answerWith }
}

/** What is concluded from an answer. */
async function conclusionOf(answer: unknown, status = 200): Promise<unknown> {
  const { control, answerWith } = await startAsked()
  answerWith(answer, status)
  return (await control.sendHealthCheck({ workspaceId: us.id })).conclusion
}

describe('A health check', () => {
  test('asks about one workspace, signed over the raw body', async () => {
    const { control, receiver } = await startAsked()
    await control.sendHealthCheck({ workspaceId: us.id })
    expect(receiver.received).toMatchObject([
      { method: 'POST', path: '/health', headers: { 'content-type': 'application/json' } },
    ])
    const [received] = receiver.received
    expect(received?.body.toString()).toBe('{"workspace_id":"harbour1"}')
    const header = received?.headers['x-body-signature']
    expect(verifyBody(received?.body ?? Buffer.of(), { header, secrets: [full.clientSecret] })).toBe('valid')
  })

  test('stays in the state, and goes with a reset', async () => {
    const { emulator, control } = await startAsked()
    const answer = await readJson(await postJson(emulator, '/_emulator/health', { workspaceId: us.id }))
    const result = {
      clientId: full.clientId,
      workspaceId: us.id,
      atMs: startMs,
      conclusion: { kind: 'answered', state: 'OK', message: null, cta: null },
      tellsAdmins: false,
      daily: false,
    }
    expect(answer).toMatchObject({ status: 200, body: result })
    expect(control.state().notices[0]?.health).toEqual([result])
    control.reset('notices')
    expect(control.state().notices[0]?.health).toEqual([])
  })

  test('needs an address', async () => {
    const { emulator, control } = await startAsked()
    await control.setNotices({ healthUrl: null })
    const answer = await readJson(await postJson(emulator, '/_emulator/health', { workspaceId: us.id }))
    expect(answer).toMatchObject({ status: 409, body: { code: 'notices.no_address' } })
  })

  test('would tell the admins when it turns unhealthy, once', async () => {
    const { control, answerWith } = await startAsked()
    const check = async () => (await control.sendHealthCheck({ workspaceId: us.id })).tellsAdmins
    const unhealthy = { state: 'UNHEALTHY', message: 'Reconnect' }
    expect(await check()).toBe(false)
    answerWith(unhealthy)
    expect([await check(), await check()]).toEqual([true, false])
    answerWith({ state: 'OK' })
    expect(await check()).toBe(false)
    answerWith(unhealthy)
    expect(await check()).toBe(true)
  })

  test('comes daily on the emulator’s clock where that is wanted, until it is not', async () => {
    const { control, receiver } = await startAsked()
    const pass = async (ms: number) => {
      control.moveClock({ advanceMs: ms })
      await control.noticesSettled()
    }
    await control.sendHealthCheck({ workspaceId: us.id, daily: true })
    await pass(dayMs - 1)
    expect(receiver.received).toHaveLength(1)
    await pass(1)
    await pass(dayMs)
    expect(receiver.received).toHaveLength(3)
    expect(control.state().notices[0]?.health).toMatchObject([{ atMs: startMs + 2 * dayMs, daily: true }])
    await control.sendHealthCheck({ workspaceId: us.id })
    await pass(2 * dayMs)
    expect(receiver.received).toHaveLength(4)
  })
})

const long = 'x'.repeat(2_084)

describe('The answer to a health check', () => {
  test.for([
    [
      { state: 'UNKNOWN', message: null },
      { state: 'UNKNOWN', message: null, cta: null },
    ],
    [
      { state: 'UNHEALTHY', message: long },
      { state: 'UNHEALTHY', message: long, cta: null },
    ],
    [
      { state: 'UNHEALTHY', message: 'm', cta_type: 'REINSTALL_CTA' },
      { cta: { type: 'REINSTALL_CTA', label: null, url: null } },
    ],
    [
      { state: 'OK', cta_type: 'URL_CTA', cta_label: 'Open', cta_url: 'https://app.example/' },
      { cta: { type: 'URL_CTA', label: 'Open', url: 'https://app.example/' } },
    ],
  ])('%j is understood', async ([answer, understood]) => {
    expect(await conclusionOf(answer)).toMatchObject({ kind: 'answered', ...understood })
  })

  test.for([
    ['is no JSON', '<html>'],
    ['is empty', ''],
    ['has no state', { message: 'm' }],
    ['has an unknown state', { state: 'ok' }],
    ['is unhealthy without a message', { state: 'UNHEALTHY' }],
    ['has a message that is too long', { state: 'UNHEALTHY', message: `${long}x` }],
    ['has an unknown call to action', { state: 'OK', cta_type: 'CALL' }],
    [
      'has a call to action without a label',
      { state: 'OK', cta_type: 'URL_CTA', cta_url: 'https://a.example/' },
    ],
    ['has a call to action without an address', { state: 'OK', cta_type: 'URL_CTA', cta_label: 'Open' }],
  ])('that %s is invalid', async ([, answer]) => {
    expect(await conclusionOf(answer)).toMatchObject({
      kind: 'invalid',
      status: 200,
      problem: expect.stringMatching(/./),
    })
  })

  test.for([302, 401, 500])('with status %d is invalid, whatever it says', async (status) => {
    expect(await conclusionOf({ state: 'OK' }, status)).toMatchObject({ kind: 'invalid', status })
  })

  test('that is too large is cut off, and one that does not come is not waited for', async () => {
    expect(await conclusionOf('x'.repeat(70_000))).toEqual({ kind: 'unanswered', problem: 'too_large' })
    const { control, receiver } = await startAsked()
    const check = async () => (await control.sendHealthCheck({ workspaceId: us.id })).conclusion
    receiver.answer = (response) => response.writeHead(200).write('{')
    expect(await check()).toEqual({ kind: 'unanswered', problem: 'timeout' })
    receiver.answer = (response) => response.destroy()
    expect(await check()).toEqual({ kind: 'unanswered', problem: 'unreachable' })
  })
})
