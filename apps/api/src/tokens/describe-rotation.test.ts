import { expect, test } from 'vitest'
import type { KeyCounts } from './count-keys.ts'
import { describeCounts, describeProgress, describeRotation } from './describe-rotation.ts'

const counts = (more: Partial<KeyCounts> = {}): KeyCounts => ({
  opening: new Map([
    ['b', 12_000],
    ['a', 0],
  ]),
  missing: new Map(),
  broken: new Map(),
  garbled: 0,
  complete: true,
  ...more,
})

test('progress tells how far, how fast, and by which key', () => {
  const byKey = new Map([
    ['a', 5_000],
    ['z', 1],
  ])
  expect(describeProgress({ sealed: 5_001, total: 12_000, byKey, elapsedMs: 2_000 })).toBe(
    '5,001 of 12,000 sealed anew, 2,501 a second; by the key they had: a 5,000, z 1',
  )
})

test('a second run says that there is nothing to do, and which key may go', () => {
  const { lines, ok } = describeRotation({ kind: 'finished', sealed: 0, after: counts() }, 'b')
  expect(ok).toBe(true)
  expect(lines[0]).toBe('Nothing to do: 12,000 token sets, all sealed with the first key, "b".')
  expect(lines.at(-1)).toMatch(/^May be retired, .*: a\./)
})

test('a key that something broken still names may not go', () => {
  const { lines, ok } = describeCounts(counts({ broken: new Map([['a', 1]]) }), 'b')
  expect(ok).toBe(false)
  expect(lines.join('\n')).toContain('Broken: 1 token set')
  expect(lines.join('\n')).not.toContain('May be retired')
})

test.each([
  ['Missing: 3 token sets need the key "z"', { missing: new Map([['z', 3]]) }],
  ['Broken: 2 token sets name no key', { garbled: 2 }],
] as const)('%s: told by count, and not well', (line, more) => {
  const { lines, ok } = describeCounts(counts(more), 'b')
  expect(ok).toBe(false)
  expect(lines.join('\n')).toContain(line)
})

test('a server that still seals with an older key is told of', () => {
  const after = counts({
    opening: new Map([
      ['b', 10],
      ['a', 4],
    ]),
  })
  const { lines, ok } = describeRotation({ kind: 'finished', sealed: 10, after }, 'b')
  expect(ok).toBe(false)
  expect(lines[0]).toMatch(/^4 token sets were sealed with an older key meanwhile/)
})

test('a count that ended early says so, and lets no key go', () => {
  const { lines } = describeCounts(counts({ complete: false }), 'b')
  expect(lines).toEqual(['By key, of what was counted so far: b 12,000, a 0.'])
})
