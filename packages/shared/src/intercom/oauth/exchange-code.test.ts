import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { exchangeCode } from './exchange-code.ts'
import {
  CODE,
  SECRET,
  TOKEN,
  appAt,
  exchangeHarness,
  validatedCallback,
} from '../testing/exchange-harness.ts'
import { CANARY, failureOf } from '../testing/failure-of.ts'
import { startScriptedServer } from '../testing/scripted-server.ts'

const { server, dispatcher, exchange } = exchangeHarness()

describe('the request', () => {
  test('is one form POST to the region of the flow, with the secret in the body only', async () => {
    server().scriptJson(200, { token_type: 'Bearer', token: TOKEN, access_token: TOKEN })
    await exchange()
    expect(server().requests).toHaveLength(1)
    const [request] = server().requests
    expect(request).toMatchObject({ method: 'POST', path: '/eu/auth/eagle/token' })
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect(request?.headers['authorization']).toBeUndefined()
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      client_id: 'client-1',
      client_secret: SECRET,
      code: CODE,
      grant_type: 'authorization_code',
      redirect_uri: 'https://app.example/api/intercom/callback',
    })
  })

  test('is not made a second time with the same callback', async () => {
    server().scriptJson(200, { token_type: 'Bearer', token: TOKEN })
    const app = appAt(server().origin)
    const callback = validatedCallback()
    const attempts = await Promise.allSettled([
      exchangeCode(app, callback, { region: 'us', dispatcher: dispatcher() }),
      exchangeCode(app, callback, { region: 'us', dispatcher: dispatcher() }),
    ])
    expect(attempts.map((attempt) => attempt.status)).toEqual(['fulfilled', 'rejected'])
    expect(server().requests).toHaveLength(1)
  })

  test('takes nothing but a validated callback', async () => {
    server().scriptJson(200, { token_type: 'Bearer', token: TOKEN })
    const app = appAt(server().origin)
    // @ts-expect-error -- a query that nobody validated must not compile
    await expect(exchangeCode(app, new URLSearchParams({ code: CODE }), { region: 'us' })).rejects.toThrow(
      TypeError,
    )
    // @ts-expect-error -- nor may a bare code
    await expect(exchangeCode(app, CODE, { region: 'us' })).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
  })

  test.each([408, 421, 429, 500, 502, 503, 504])('is not repeated after a %d', async (status) => {
    server().scriptJson(status, {}, { 'retry-after': '0' })
    const error = await failureOf(exchange())
    expect(error.retryable).toBe(false)
    expect(server().requests).toHaveLength(1)
  })
})

describe('PKCE', () => {
  const codeVerifier = `${CANARY}-verifier-0123456789-0123456789-0123456789`
  const withPkce = () => ({
    ...appAt(server().origin),
    provider: { issuer: 'https://app.intercom.com', pkce: 'S256' } as const,
  })

  test('sends the verifier in the body only', async () => {
    server().scriptJson(200, { token_type: 'Bearer', token: TOKEN })
    await exchangeCode(withPkce(), validatedCallback(), {
      region: 'us',
      dispatcher: dispatcher(),
      codeVerifier,
    })
    const [request] = server().requests
    expect(new URLSearchParams(request?.body).getAll('code_verifier')).toEqual([codeVerifier])
    expect(JSON.stringify([request?.path, request?.headers])).not.toContain(codeVerifier)
  })

  test('sends nothing without the verifier that the provider needs, and keeps the callback usable', async () => {
    server().scriptJson(200, { token_type: 'Bearer', token: TOKEN })
    const callback = validatedCallback()
    const options = { region: 'us', dispatcher: dispatcher() } as const
    await expect(exchangeCode(withPkce(), callback, options)).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
    await exchangeCode(withPkce(), callback, { ...options, codeVerifier })
    expect(server().requests).toHaveLength(1)
  })

  test('sends no verifier to a provider that takes none', async () => {
    server().scriptJson(200, { token_type: 'Bearer', token: TOKEN })
    await expect(exchange({ codeVerifier })).rejects.toThrow(TypeError)
    expect(server().requests).toHaveLength(0)
  })

  test('keeps the verifier out of errors', async () => {
    server().scriptJson(401, { errors: [{ code: 'unauthorized', message: codeVerifier }] })
    const options = { region: 'us', dispatcher: dispatcher(), codeVerifier } as const
    const error = await failureOf(exchangeCode(withPkce(), validatedCallback(), options))
    expect(error.code).toBe('intercom.code_rejected')
  })
})

describe('an answer is a token', () => {
  test.each([
    ["as Intercom's documentation shows it", { token_type: 'Bearer', token: TOKEN, access_token: TOKEN }],
    ['as RFC 6749 says', { token_type: 'bearer', access_token: TOKEN }],
    ['with only `token`', { token: TOKEN }],
    ['with a null access token beside it', { token_type: 'Bearer', token: TOKEN, access_token: null }],
    ['with unknown fields', { token_type: 'Bearer', access_token: TOKEN, id_token: 'x', scope: 7, more: {} }],
    ['with null expiry', { token_type: 'Bearer', token: TOKEN, expires_in: null, refresh_token: null }],
  ])('%s', async (_how, answer) => {
    server().scriptJson(200, answer)
    expect(await exchange()).toEqual({ accessToken: TOKEN })
  })

  test('with any 2xx status', async () => {
    server().scriptJson(201, { token: TOKEN })
    expect(await exchange()).toEqual({ accessToken: TOKEN })
  })

  test('when it is compressed', async () => {
    server().script((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify({ token: TOKEN })))
    })
    expect(await exchange()).toEqual({ accessToken: TOKEN })
  })

  test.each([3600, '3600'])(
    'with a refresh token and an expiry of %j seconds, should they come',
    async (seconds) => {
      server().scriptJson(200, {
        token_type: 'Bearer',
        access_token: TOKEN,
        refresh_token: 'refresh',
        expires_in: seconds,
      })
      expect(await exchange({ now: () => 1_000 })).toEqual({
        accessToken: TOKEN,
        refreshToken: 'refresh',
        expiresAt: 3_601_000,
      })
    },
  )
})

describe('a refusal', () => {
  test.each([400, 401, 403, 404, 408, 422, 429])(
    'with %d means that the code was rejected',
    async (status) => {
      server().scriptJson(status, {
        type: 'error.list',
        request_id: 'b2jiv6iroeecj5qclm0',
        errors: [{ code: 'unauthorized', message: `Unauthorized Code ${CODE}` }],
      })
      const error = await failureOf(exchange())
      expect(error).toMatchObject({
        code: 'intercom.code_rejected',
        status,
        requestId: 'b2jiv6iroeecj5qclm0',
        intercomCode: 'unauthorized',
      })
    },
  )

  test('in the form of RFC 6749, or as a page, means the same', async () => {
    server().scriptJson(400, { error: 'invalid_grant', error_description: CODE })
    expect((await failureOf(exchange())).code).toBe('intercom.code_rejected')
    server().script((_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="intercom.io"' }).end(`<h1>${TOKEN}</h1>`)
    })
    expect((await failureOf(exchange())).code).toBe('intercom.code_rejected')
  })

  test('that is huge is still told by its status', async () => {
    server().script((_request, response) => response.writeHead(401).end('x'.repeat(200_000)))
    expect((await failureOf(exchange())).code).toBe('intercom.code_rejected')
  })

  test('never shows what the answer echoes', async () => {
    server().scriptJson(
      401,
      { request_id: TOKEN, errors: [{ code: TOKEN, message: SECRET, field: CODE }] },
      { 'x-request-id': SECRET.repeat(3), 'x-echo': CODE },
    )
    expect(await failureOf(exchange())).toMatchObject({ requestId: undefined, intercomCode: undefined })
  })
})

describe('a bad answer', () => {
  test.each([
    ['an empty object', {}],
    ['null', null],
    ['a list', [{ token: TOKEN }]],
    ['a string', TOKEN],
    ['an error list with 200', { type: 'error.list', errors: [{ code: 'unauthorized' }] }],
    ['an empty token', { token_type: 'Bearer', access_token: '', token: TOKEN }],
    ['a number as token', { token_type: 'Bearer', access_token: 42 }],
    ['a number beside a token', { token_type: 'Bearer', access_token: 42, token: TOKEN }],
    ['a token that would break a header', { token: `${TOKEN}\r\nx-evil: 1` }],
    ['a token longer than any header', { token: 'x'.repeat(5_000) }],
    ['another token type', { token_type: 'mac', access_token: TOKEN }],
    ['a token type of another kind', { token_type: 'DPoP', access_token: TOKEN }],
    ['a token type that is no text', { token_type: 7, access_token: TOKEN }],
    ['a negative expiry', { access_token: TOKEN, token_type: 'Bearer', expires_in: -1 }],
  ])('is %s', async (_what, answer) => {
    server().scriptJson(200, answer)
    expect(await failureOf(exchange())).toMatchObject({ code: 'intercom.bad_answer', status: 200 })
  })

  test.each([
    ['a page', 'text/html', `<html>${TOKEN}</html>`],
    ['a token declared as a page', 'text/html', JSON.stringify({ token: TOKEN })],
    ['empty', 'application/json', ''],
    ['cut off', 'application/json', `{"token":"${TOKEN}`],
    ['over 64 KiB', 'application/json', JSON.stringify({ token: TOKEN, padding: 'x'.repeat(65_536) })],
    ['not UTF-8', 'application/json', Buffer.from('{"token":"t","note":"\u00ff"}', 'latin1')],
  ])('is one that is %s', async (_what, contentType, body) => {
    server().script((_request, response) =>
      response.writeHead(200, { 'content-type': contentType }).end(body),
    )
    expect((await failureOf(exchange())).code).toBe('intercom.bad_answer')
  })

  test('is one that unpacks to more than 64 KiB, or does not unpack', async () => {
    const bomb = gzipSync(JSON.stringify({ token: TOKEN, padding: 'x'.repeat(10_000_000) }))
    for (const body of [bomb, Buffer.from('not gzip')]) {
      server().script((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body)
      })
      expect((await failureOf(exchange())).code).toBe('intercom.bad_answer')
    }
  })

  test.each([301, 302, 303, 307, 308])('is a redirect with %d, which nobody follows', async (status) => {
    const other = await startScriptedServer()
    other.scriptJson(200, { token: TOKEN })
    server().script((_request, response) =>
      response.writeHead(status, { location: `${other.origin}/auth/eagle/token` }).end(),
    )
    expect((await failureOf(exchange())).code).toBe('intercom.bad_answer')
    expect(other.requests).toHaveLength(0)
    await other.close()
  })
})
