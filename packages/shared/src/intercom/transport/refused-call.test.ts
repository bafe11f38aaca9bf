import { describe, expect, test } from 'vitest'
import { accessLossReason, isAccessLost } from '../access-loss.ts'
import { TOKEN, clientHarness, errorList } from '../testing/client-harness.ts'
import { failureOf } from '../testing/failure-of.ts'

const { server, client: anyClient } = clientHarness()

const client: typeof anyClient = (options) => anyClient({ maxRetries: 0, ...options })

describe('a refused call', () => {
  test.each([
    [400, 'intercom.invalid', false],
    [401, 'intercom.unauthorized', false],
    [402, 'intercom.forbidden', false],
    [403, 'intercom.forbidden', false],
    [404, 'intercom.not_found', false],
    [408, 'intercom.unavailable', true],
    [409, 'intercom.conflict', false],
    [410, 'intercom.not_found', false],
    [421, 'intercom.invalid', false],
    [422, 'intercom.invalid', false],
    [429, 'intercom.rate_limited', true],
    [500, 'intercom.unavailable', true],
    [503, 'intercom.unavailable', true],
    [599, 'intercom.unavailable', true],
    [600, 'intercom.bad_answer', false],
  ])('with %d is %s, and is tried once', async (status, code, retryable) => {
    server().scriptJson(status, errorList('some_code'))
    expect(await failureOf(client().me())).toMatchObject({
      code,
      status,
      retryable,
      intercomCode: 'some_code',
      requestId: 'b2jiv6iroeecj5qclm0',
    })
    expect(server().requests).toHaveLength(1)
  })

  test('without an error list is told by its status and header', async () => {
    server().script((_request, response) =>
      response
        .writeHead(502, { 'x-request-id': '5ef5682e-f66e-40a4-b828-8592175f83b8' })
        .end(`<h1>${TOKEN}</h1>`),
    )
    expect(await failureOf(client().me())).toMatchObject({
      code: 'intercom.unavailable',
      requestId: '5ef5682e-f66e-40a4-b828-8592175f83b8',
      intercomCode: undefined,
    })
  })

  test('never shows what the answer echoes', async () => {
    server().scriptJson(401, { request_id: TOKEN, errors: [{ code: TOKEN, message: TOKEN }], token: TOKEN })
    for (const attempt of [client().me(), client().uninstall()]) {
      expect(await failureOf(attempt)).toMatchObject({ requestId: undefined, intercomCode: undefined })
    }
  })

  const NOW_MS = 1_800_000_000_000
  test.each([
    ['the end of its window', { 'x-ratelimit-reset': '1800000007' }, 7_000],
    ['a window that has ended', { 'x-ratelimit-reset': '1799999990' }, 0],
    ['at most an hour', { 'x-ratelimit-reset': '1900000000' }, 3_600_000],
    ['seconds', { 'retry-after': '3' }, 3_000],
    ['a date', { 'retry-after': new Date(NOW_MS + 9_000).toUTCString() }, 9_000],
    ['the longer of both', { 'retry-after': '3', 'x-ratelimit-reset': '1800000007' }, 7_000],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': '-5' }, undefined],
  ])('with 429 tells to wait for %s', async (_what, headers, retryAfterMs) => {
    server().scriptJson(429, errorList('rate_limit_exceeded'), headers)
    const error = await failureOf(client({ now: () => NOW_MS }).me())
    expect(error).toMatchObject({ code: 'intercom.rate_limited', retryAfterMs })
  })

  test('that is no rate limit does not take its window for a time to wait', async () => {
    server().scriptJson(401, errorList('unauthorized'), { 'x-ratelimit-reset': '1800000007' })
    expect((await failureOf(client({ now: () => NOW_MS }).me())).retryAfterMs).toBeUndefined()
  })
})

describe('lost access', () => {
  test.each([
    ['unauthorized', 'refused'],
    ['token_not_found', 'refused'],
    ['token_expired', 'refused'],
    ['never_seen_before', 'refused'],
    ['token_revoked', 'revoked'],
    ['token_suspended', 'suspended'],
    ['token_blocked', 'suspended'],
    ['token_unauthorized', 'permission'],
  ])('a 401 %s is evidence: %s', async (intercomCode, reason) => {
    server().scriptJson(401, errorList(intercomCode))
    const error = await failureOf(client().me())
    expect(isAccessLost(error)).toBe(true)
    expect(accessLossReason(error)).toBe(reason)
  })

  test('nothing else is evidence', async () => {
    for (const status of [403, 404, 429, 503]) {
      server().scriptJson(status, errorList('token_revoked'))
      expect(isAccessLost(await failureOf(client().me()))).toBe(false)
    }
    expect(isAccessLost(new Error('401'))).toBe(false)
    expect(isAccessLost(undefined)).toBe(false)
  })
})
