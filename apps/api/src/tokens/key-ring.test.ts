import { seededRandom } from '@latchkey/test-kit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemRandom } from '#api/platform/random.ts'
import { createKeyRing, type SealContext } from './key-ring.ts'

const keyA = { id: 'a', key: systemRandom.bytes(32) }
const keyB = { id: 'b', key: systemRandom.bytes(32) }
const context: SealContext = { kind: 'token', subject: 'c1', generation: 3 }
const ring = createKeyRing({ keys: [keyA], random: systemRandom })

test('what was sealed opens again, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(ring.open(context, ring.seal(context, text))).toEqual({ kind: 'opened', text })
    }),
  )
})

test('the sealed text shows its key id and nothing of the text', () => {
  const sealed = ring.seal(context, 'dG9rOmV4YW1wbGU=')
  expect(sealed).toMatch(/^v1\.a\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/)
  expect(sealed).not.toContain('dG9r')
})

test.each([
  { ...context, kind: 'pending' },
  { ...context, subject: 'c2' },
  { ...context, generation: 2 },
] satisfies SealContext[])('a text moved to $kind $subject $generation does not open', (elsewhere) => {
  expect(ring.open(elsewhere, ring.seal(context, 'secret'))).toEqual({ kind: 'broken' })
})

test('a changed or cut text never opens', () => {
  const sealed = ring.seal(context, 'a secret of some length')
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'B', '.', ''), (at, put) => {
      const changed = sealed.slice(0, at) + put + sealed.slice(at + 1)
      fc.pre(changed !== sealed)
      const opened = ring.open(context, changed)
      // The last character of a base64url field has bits that carry nothing; the same bytes may open.
      expect([undefined, 'a secret of some length']).toContain(
        opened.kind === 'opened' ? opened.text : undefined,
      )
    }),
  )
})

test('text that was never sealed does not open', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(ring.open(context, text).kind).not.toBe('opened')
    }),
  )
})

test('the first key seals and every key opens', () => {
  const before = ring.seal(context, 'old')
  const rotated = createKeyRing({ keys: [keyB, keyA], random: systemRandom })
  expect(rotated.open(context, before)).toEqual({ kind: 'opened', text: 'old' })
  expect(rotated.seal(context, 'new')).toMatch(/^v1\.b\./)
})

test('a key that is gone is named, and another key under its id does not open', () => {
  const sealed = ring.seal(context, 'x')
  expect(createKeyRing({ keys: [keyB], random: systemRandom }).open(context, sealed)).toEqual({
    kind: 'key_missing',
    keyId: 'a',
  })
  const impostor = createKeyRing({ keys: [{ id: 'a', key: keyB.key }], random: systemRandom })
  expect(impostor.open(context, sealed)).toEqual({ kind: 'broken' })
})

test('sealing the same text twice gives two different texts', () => {
  const seeded = createKeyRing({ keys: [keyA], random: seededRandom(1) })
  expect(seeded.seal(context, 'x')).not.toBe(seeded.seal(context, 'x'))
})
