import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signBody, signWebhook, verifyBody, verifyWebhook } from './index.ts'
import type { SignatureHeader } from './index.ts'
import { untyped } from '../operations/testing/untyped.ts'

const schemes = [
  { name: 'X-Hub-Signature', sign: signWebhook, verify: verifyWebhook },
  { name: 'X-Body-Signature', sign: signBody, verify: verifyBody },
] as const

const bytesOf = (text: string) => new TextEncoder().encode(text)
const foreignBytes = Uint8Array.of(0x00, 0xff, 0xfe, 0xe2, 0x98, 0x83, 0x0d, 0x0a)

// Each with `openssl dgst -sha1 -hmac <secret>` or `-sha256`; the fox is also in public collections.
test.each([
  ['', 'key', 'f42bb0eeb018ebbd4597ae7213711ec60760843f'],
  ['The quick brown fox jumps over the lazy dog', 'key', 'de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9'],
  [
    '{"type":"notification_event","topic":"ping"}',
    'latchkey-dev-secret',
    'db30decbf2100a5d7b2a8f1a0d726800ce7964ed',
  ],
  [foreignBytes, 'sécret', 'd161310d6ad5792f0e925b01080a52a1665a6e00'],
])('a webhook %j signed with %j is what openssl says', (body, secret, hex) => {
  expect(signWebhook(typeof body === 'string' ? bytesOf(body) : body, secret)).toBe(`sha1=${hex}`)
})

test.each([
  ['', 'key', '5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0'],
  [
    'The quick brown fox jumps over the lazy dog',
    'key',
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  ],
  [
    '{"app_id":"harbour1"}',
    'latchkey-dev-secret',
    'a3816728cb0019b53be42b9c9bc0ca2bff90747bc89e76549d24e575e69c9521',
  ],
  [foreignBytes, 'sécret', '81ada953ba6e5c3353407a0604a3b38d8e39801b15ce1ec001ce6f9e2bf9cdb8'],
])('a body %j signed with %j is what openssl says', (body, secret, hex) => {
  expect(signBody(typeof body === 'string' ? bytesOf(body) : body, secret)).toBe(hex)
})

const secret = fc.string({ minLength: 1, maxLength: 64 })
const body = fc.uint8Array({ maxLength: 300 })
const fullBody = fc.uint8Array({ minLength: 1, maxLength: 300 })

describe.each(schemes)('$name', ({ sign, verify }) => {
  test('verifies whatever was signed, also as a list of one and for a secret that was rotated away', () => {
    fc.assert(
      fc.property(body, secret, secret, (bytes, current, next) => {
        const header = sign(bytes, current)
        expect(verify(bytes, { header, secrets: [current] })).toBe('valid')
        expect(verify(bytes, { header: [header], secrets: [current] })).toBe('valid')
        expect(verify(bytes, { header, secrets: [next, current] })).toBe('valid')
        expect(verify(Buffer.from(bytes), { header, secrets: [current, next] })).toBe('valid')
      }),
    )
  })

  test('does not verify a body of which a single byte is another', () => {
    fc.assert(
      fc.property(fullBody, fc.nat(), fc.integer({ min: 1, max: 255 }), secret, (bytes, at, flip, key) => {
        const index = at % bytes.length
        const changed = bytes.map((byte, position) => (position === index ? byte ^ flip : byte))
        expect(verify(changed, { header: sign(bytes, key), secrets: [key] })).toBe('wrong')
      }),
    )
  })

  test('does not verify a body that is shorter or longer by a byte', () => {
    fc.assert(
      fc.property(fullBody, secret, (bytes, key) => {
        const longer = Uint8Array.of(...bytes, 0)
        expect(verify(bytes.subarray(1), { header: sign(bytes, key), secrets: [key] })).toBe('wrong')
        expect(verify(bytes.subarray(0, -1), { header: sign(bytes, key), secrets: [key] })).toBe('wrong')
        expect(verify(longer, { header: sign(bytes, key), secrets: [key] })).toBe('wrong')
      }),
    )
  })

  test('does not verify with any other secret', () => {
    // HMAC pads a short key with zeros, so these are the same key to it and not another secret.
    const sameKey = (left: string, right: string) => left.replace(/\0+$/, '') === right.replace(/\0+$/, '')
    fc.assert(
      fc.property(body, secret, secret, (bytes, key, other) => {
        fc.pre(!sameKey(key, other))
        expect(verify(bytes, { header: sign(bytes, key), secrets: [other] })).toBe('wrong')
      }),
    )
  })

  test('does not verify an altered header', () => {
    fc.assert(
      fc.property(body, secret, fc.nat(), fc.string({ maxLength: 2 }), (bytes, key, at, inserted) => {
        const header = sign(bytes, key)
        const index = at % header.length
        const altered = `${header.slice(0, index)}${inserted}${header.slice(index + 1)}`
        fc.pre(altered !== header)
        expect(verify(bytes, { header: altered, secrets: [key] })).toBe('wrong')
      }),
    )
  })

  test('never throws for a header and never takes one that nobody signed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.stringMatching(/^(sha1=|sha256=)?[0-9a-fA-F]{38,66}$/),
    )
    const header = fc.oneof<fc.Arbitrary<SignatureHeader>[]>(text, fc.array(text, { minLength: 1 }))
    fc.assert(
      fc.property(body, header, (bytes, value) => {
        expect(verify(bytes, { header: value, secrets: ['latchkey-dev-secret'] })).toBe('wrong')
      }),
    )
  })

  test('tells a missing signature from a wrong one', () => {
    const bytes = bytesOf('{}')
    expect(verify(bytes, { header: undefined, secrets: ['s'] })).toBe('missing')
    expect(verify(bytes, { header: [], secrets: ['s'] })).toBe('missing')
    expect(verify(bytes, { header: '', secrets: ['s'] })).toBe('wrong')
    expect(verify(bytes, { header: [''], secrets: ['s'] })).toBe('wrong')
  })

  test.for<unknown>([5, {}, [5], [null], true])('takes %j, which is no text, for a wrong one', (header) => {
    const check = { header: untyped<SignatureHeader>(header), secrets: ['s'] as const }
    expect(verify(bytesOf('{}'), check)).toBe('wrong')
  })

  test('takes null, which a Headers object gives for a missing one, for missing', () => {
    const check = { header: untyped<SignatureHeader>(null), secrets: ['s'] as const }
    expect(verify(bytesOf('{}'), check)).toBe('missing')
  })

  test('does not verify a header that came twice, not even with the right value each time', () => {
    const bytes = bytesOf('{}')
    const header = sign(bytes, 's')
    expect(verify(bytes, { header: [header, header], secrets: ['s'] })).toBe('wrong')
    expect(verify(bytes, { header: `${header}, ${header}`, secrets: ['s'] })).toBe('wrong')
  })

  test('has one spelling: no capitals, no other prefix, no spaces', () => {
    const bytes = bytesOf('{}')
    const header = sign(bytes, 's')
    for (const spelt of [header.toUpperCase(), ` ${header}`, `${header}\n`, `sha256=${header}`]) {
      expect(verify(bytes, { header: spelt, secrets: ['s'] })).toBe('wrong')
    }
  })

  test('takes raw bytes only, because text that was parsed and written again is another text', () => {
    const sent = '{ "app_id": "harbour1", "price": 1.0 }'
    const header = sign(bytesOf(sent), 's')
    expect(verify(bytesOf(JSON.stringify(JSON.parse(sent))), { header, secrets: ['s'] })).toBe('wrong')
    // @ts-expect-error -- text must not compile
    expect(() => verify(sent, { header, secrets: ['s'] })).toThrow(TypeError)
    // @ts-expect-error -- nor parsed JSON
    expect(() => verify(JSON.parse(sent) as object, { header, secrets: ['s'] })).toThrow(TypeError)
    // @ts-expect-error -- nor may text be signed
    expect(() => sign(sent, 's')).toThrow(TypeError)
  })

  test('refuses an empty secret, with which anybody could sign', () => {
    const bytes = bytesOf('{}')
    expect(() => sign(bytes, '')).toThrow(TypeError)
    expect(() => verify(bytes, { header: undefined, secrets: [''] })).toThrow(TypeError)
    // @ts-expect-error -- at least one secret
    expect(verify(bytes, { header: sign(bytes, 's'), secrets: [] })).toBe('wrong')
  })
})
