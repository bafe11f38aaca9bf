import { expect, test } from 'vitest'
import { isWebAddress, safePath } from './safe-path.ts'
import { initials, isolate } from './text.ts'
import { agoWords, atWords } from './time-words.ts'

const now = new Date(2026, 2, 2, 12, 0, 0)
const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds)
const minute = 60_000

test.each([
  [10_000, 'just now'],
  [-10_000, 'just now'],
  [3 * minute, '3 minutes ago'],
  [119 * minute, '1 hour ago'],
  [25 * 60 * minute, '1 day ago'],
  [3 * 24 * 60 * minute, '3 days ago'],
  [-8 * minute, 'in 8 minutes'],
])('%i ms ago is "%s"', (passed, words) => {
  expect(agoWords(before(passed), now)).toBe(words)
})

test('a time of today is told by the clock alone, an earlier one with its day', () => {
  expect(atWords(before(minute), now)).toBe('at 11:59')
  expect(atWords(before(24 * 60 * minute), now)).toBe('on 1 March 2026 at 12:00')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'evil',
  '',
  '/a\nb',
])('a path that leaves the site falls back to the connections: %j', (path) => {
  expect(safePath(path)).toBe('/connections')
})

test('a path of ours is kept, with its query', () => {
  expect(safePath('/connections?a=1#b')).toBe('/connections?a=1#b')
})

test.each([
  ['https://app.intercom.com/oauth', true],
  ['http://127.0.0.1:4010/oauth', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['/relative', false],
])('%s may be gone to: %s', (address, may) => {
  expect(isWebAddress(address)).toBe(may)
})

test.each([
  ['Harbour Coffee', 'HC'],
  ['acme', 'A'],
  ['  ', '?'],
  ['🙂🙂', '?'],
  ['株式会社', '株'],
  ['<script>alert(1)</script>', 'SS'],
  ['Ångström 9', 'Å9'],
])('the initials of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters)
})

test('only a text that can turn its surroundings around is isolated', () => {
  expect(isolate('Harbour')).toBe('Harbour')
  expect(isolate('\u202eevil')).toBe('\u2068\u202eevil\u2069')
  expect(isolate('قهوة')).toBe('\u2068قهوة\u2069')
})
