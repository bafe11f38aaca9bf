import { expect, test } from 'vitest'

import { expectNoSecret } from './expect-no-secret.ts'
import type { RedisEntry } from './scan-redis.ts'

// Its base64 holds a + or /, so that the two alphabets differ.
const secret = 'dG9rZW4-s3cret?>~/ünsafe "quoted"'
const bytes = Buffer.from(secret)

function messageFor(where: string | readonly RedisEntry[], secrets: readonly string[] = [secret]): string {
  try {
    expectNoSecret(where, secrets)
  } catch (error) {
    return String(error)
  }
  return 'passed'
}

test.each([
  { form: 'as it is', written: secret },
  { form: 'as a JSON string', written: JSON.stringify({ token: secret }) },
  { form: 'percent-encoded', written: encodeURIComponent(secret) },
  {
    form: 'percent-encoded',
    written: `%64${encodeURIComponent(secret).slice(1).replaceAll('%C3%BC', '%c3%bc')}`,
  },
  { form: 'percent-encoded', written: new URLSearchParams({ token: secret }).toString() },
  { form: 'in hex', written: bytes.toString('hex') },
  { form: 'in hex', written: bytes.toString('hex').toUpperCase() },
  { form: 'in base64', written: bytes.toString('base64') },
  { form: 'in base64url', written: bytes.toString('base64url') },
])('a secret written $form is found in a log: $written', ({ form, written }) => {
  expect(messageFor(`first line\n  here: ${written} end\n`)).toContain(`${form} at line 2`)
})

test.each([0, 1, 2, 3])('a secret inside a longer base64 text is found, %i bytes in', (before) => {
  const basicAuth = Buffer.from(`${'u'.repeat(before)}${secret}:tail`).toString('base64')

  expect(messageFor(`authorization: Basic ${basicAuth}`)).toContain('in base64')
})

test('the failure names line and column and which secret, and not the secret', () => {
  const message = messageFor(`{"a":1}\n{"b":"${'x'.repeat(8)}-token-value"}\n`, [
    'not there at all',
    'token-value',
  ])

  expect(message).toBe('Error: Secret 2 of 2 is given away as it is at line 2, column 16')
})

test('a secret in Redis is found in a value and in the name of a key, which is then not repeated', () => {
  const entry = { key: 'session:1', type: 'hash', ttlMs: undefined, values: ['field', `Bearer ${secret}`] }

  expect(messageFor([entry])).toBe(
    'Error: Secret 1 of 1 is given away as it is in value 2 of 2 of the hash "session:1"',
  )
  expect(messageFor([{ ...entry, key: `flow:${bytes.toString('hex')}`, values: [] }])).toBe(
    'Error: Secret 1 of 1 is given away in hex in the name of a key of type hash',
  )
})

test('texts without the secret pass, even with most of it', () => {
  expect(messageFor(secret.slice(0, -1))).toBe('passed')
  expect(
    messageFor([{ key: 'a', type: 'string', ttlMs: 1, values: [bytes.subarray(1).toString('base64')] }]),
  ).toBe('passed')
})

test('a check that could not fail, or would fail by chance, is refused', () => {
  expect(messageFor('text', [])).toContain('could never fail')
  expect(messageFor('text', ['short'])).toContain('under 8 characters')
})
