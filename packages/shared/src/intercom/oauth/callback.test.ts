import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODE_LENGTH_MAX, readCallback, takeParameters, validateCallback } from './callback.ts'
import type { ValidatedCallback } from './callback.ts'

const STATE = 'state-of-this-flow'

function judge(query: string) {
  return validateCallback({ query: new URLSearchParams(query), expectedState: STATE })
}

function codeIn(query: string): string[] {
  const result = judge(query)
  return result.kind === 'code' ? takeParameters(result.callback).getAll('code') : []
}

describe('a callback with a code', () => {
  test.each(['abc', 'abc=', 'abc==', 'a/b+c=', 'é\r\n\0"&client_id=x', 'x'.repeat(CODE_LENGTH_MAX)])(
    'hands on the code %j as it was sent',
    (code) => {
      expect(codeIn(String(new URLSearchParams({ code, state: STATE })))).toEqual([code])
    },
  )

  test('hands on a code whose equals signs are not encoded', () => {
    expect(codeIn(`code=abc==&state=${STATE}`)).toEqual(['abc=='])
  })

  test('may carry parameters nobody knows', () => {
    expect(codeIn(`code=abc&state=${STATE}&utm_source=appstore`)).toEqual(['abc'])
  })

  test("may carry Intercom's own issuer, and the one the caller names", () => {
    expect(judge(`code=abc&state=${STATE}&iss=https://app.intercom.com`).kind).toBe('code')
    const query = new URLSearchParams({ code: 'abc', state: STATE, iss: 'https://other.example' })
    const provider = { issuer: 'https://other.example', pkce: 'off' } as const
    expect(validateCallback({ query, expectedState: STATE, provider }).kind).toBe('code')
  })

  test('is good for one exchange', () => {
    const result = judge(`code=abc&state=${STATE}`)
    if (result.kind !== 'code') throw new Error('the callback should be valid')
    takeParameters(result.callback)
    expect(() => takeParameters(result.callback)).toThrow(TypeError)
  })

  test('shows neither code nor state when it is printed or serialised', () => {
    const result = judge(`code=canary-code&state=${STATE}`)
    const printed = `${inspect(result, { depth: 9, showHidden: true })}${JSON.stringify(result)}`
    expect(printed).not.toContain('canary-code')
    expect(printed).not.toContain(STATE)
  })

  test('cannot be made up', () => {
    // @ts-expect-error -- only validateCallback makes a ValidatedCallback
    const forged: ValidatedCallback = { code: 'abc', state: STATE }
    expect(() => takeParameters(forged)).toThrow(TypeError)
  })
})

describe('a declined callback', () => {
  test.each(['access_denied', 'anything', '', '<script>'])('is told by the error %j alone', (error) => {
    expect(judge(String(new URLSearchParams({ error, state: STATE })))).toEqual({ kind: 'denied' })
  })

  test('is only believed with the right state', () => {
    expect(judge('error=access_denied&state=other')).toEqual({ kind: 'invalid', reason: 'state_mismatch' })
  })
})

describe('a callback is refused', () => {
  test.each([
    ['no parameter', '', 'state_missing'],
    ['no state', 'code=abc', 'state_missing'],
    ['an empty state', 'code=abc&state=', 'state_missing'],
    ['a foreign state', 'code=abc&state=other', 'state_mismatch'],
    ['a state with another case', `code=abc&state=${STATE.toUpperCase()}`, 'state_mismatch'],
    ['a state twice', `code=abc&state=${STATE}&state=${STATE}`, 'parameter_repeated'],
    ['a code twice', `code=abc&code=abc&state=${STATE}`, 'parameter_repeated'],
    ['an error twice', `error=a&error=b&state=${STATE}`, 'parameter_repeated'],
    ['any parameter twice', `code=abc&x=1&x=2&state=${STATE}`, 'parameter_repeated'],
    ['both code and error', `code=abc&error=access_denied&state=${STATE}`, 'code_and_error'],
    ['a code and an empty error', `code=abc&error=&state=${STATE}`, 'code_and_error'],
    ['neither code nor error', `state=${STATE}`, 'neither_code_nor_error'],
    ['an empty code', `code=&state=${STATE}`, 'neither_code_nor_error'],
    ['a code that is too long', `code=${'x'.repeat(CODE_LENGTH_MAX + 1)}&state=${STATE}`, 'code_too_long'],
    ['an access token', `code=abc&access_token=t&state=${STATE}`, 'token_in_url'],
    ['an access token alone', `access_token=t&state=${STATE}`, 'token_in_url'],
    ['a refresh token', `code=abc&refresh_token=t&state=${STATE}`, 'token_in_url'],
    ['an id token', `code=abc&id_token=t&state=${STATE}`, 'token_in_url'],
    ['a token', `error=access_denied&token=t&state=${STATE}`, 'token_in_url'],
    ['a foreign issuer', `code=abc&iss=https://evil.example&state=${STATE}`, 'foreign_issuer'],
    ['an empty issuer', `code=abc&iss=&state=${STATE}`, 'foreign_issuer'],
    ['a foreign issuer that declines', `error=x&iss=https://evil.example&state=${STATE}`, 'foreign_issuer'],
    ['a signed response', `code=abc&response=jwt&state=${STATE}`, 'unsupported_response'],
  ])('with %s', (_what, query, reason) => {
    expect(judge(query)).toEqual({ kind: 'invalid', reason })
  })
})

describe('of a provider that says it always names itself', () => {
  const provider = { issuer: 'https://named.example', pkce: 'off', sendsIssuer: true } as const
  const judgeNamed = (query: string) =>
    validateCallback({ query: new URLSearchParams(query), expectedState: STATE, provider })

  test.each([
    ['an answer without a name is refused', `code=abc&state=${STATE}`, 'issuer_missing'],
    ['so is a refusal without one', `error=access_denied&state=${STATE}`, 'issuer_missing'],
    ['an empty name is a foreign one', `code=abc&iss=&state=${STATE}`, 'foreign_issuer'],
    ['Intercom is a foreign one', `code=abc&iss=https://app.intercom.com&state=${STATE}`, 'foreign_issuer'],
    ['a slash more is a foreign one', `code=abc&iss=https://named.example/&state=${STATE}`, 'foreign_issuer'],
  ])('%s', (_what, query, reason) => {
    expect(judgeNamed(query)).toEqual({ kind: 'invalid', reason })
  })

  test('its own name is accepted', () => {
    expect(judgeNamed(`code=abc&iss=https://named.example&state=${STATE}`).kind).toBe('code')
    expect(judgeNamed(`error=no&iss=https://named.example&state=${STATE}`)).toEqual({ kind: 'denied' })
  })
})

test('reading a callback tells its state without judging it', () => {
  expect(readCallback(new URLSearchParams('code=abc%3D&state=s'))).toEqual({
    kind: 'code',
    state: 's',
    code: 'abc=',
  })
  expect(readCallback(new URLSearchParams('error=no&state=s'))).toEqual({ kind: 'denied', state: 's' })
})

test('no query ever yields more than the one code it holds, nor one without the right state', () => {
  const name = fc.constantFrom('code', 'state', 'error', 'iss', 'token', 'access_token', 'response', 'x')
  const value = fc.oneof(fc.constant(STATE), fc.constant(''), fc.string())
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 5 }), (pairs) => {
      const query = new URLSearchParams(pairs)
      const codes = codeIn(String(query))
      expect(codes.length).toBeLessThanOrEqual(1)
      const expected =
        query.getAll('state').join() === STATE && !query.has('error')
          ? query.getAll('code').filter(Boolean)
          : []
      expect(expected).toEqual(expect.arrayContaining(codes))
    }),
    { numRuns: 1_000 },
  )
})
