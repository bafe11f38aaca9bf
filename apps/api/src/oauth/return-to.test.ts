import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeReturnTo, withResult } from './return-to.ts'

test.each([
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%2f%2fevil.example',
  '/%2F/evil.example',
  '/%5cevil.example',
  '/%255cevil.example',
  '/%252f%252fevil.example',
  '/\t//evil.example',
  '\t//evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/./\\evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'https:evil.example',
  '@evil.example',
  'connections',
  '',
  '/%0d%0aSet-Cookie:x=1',
  '/%00',
  '/%',
  '/\u202e/x',
  '/\u3002/evil\u0000',
  '/api/session',
  '/api/intercom/callback?code=x&state=y',
  '/intercom/webhooks',
  `/${'x'.repeat(2_048)}`,
])('%j falls back to the default', (text) => {
  expect(safeReturnTo(text)).toBe('/connections')
})

test.each([
  ['/', '/'],
  ['/connections', '/connections'],
  ['/connections?sort=name#top', '/connections?sort=name#top'],
  ['/@evil.example', '/@evil.example'],
  ['/a/../connections', '/connections'],
  ['/connections?connected=x&sort=name&connect_error=y&request_id=z', '/connections?sort=name'],
  ['/caf%C3%A9', '/caf%C3%A9'],
])('%j is kept as %j', (text, kept) => {
  expect(safeReturnTo(text)).toBe(kept)
})

test(
  'whatever the text, a browser that follows the result stays on our origin and off our API',
  { timeout: 30_000 },
  () => {
    const hostile = fc.array(
      fc.constantFrom(
        '/',
        '\\',
        '.',
        '..',
        '%2f',
        '%5c',
        '@',
        ':',
        '?',
        '#',
        'evil.example',
        '\t',
        '%09',
        '%252f',
        'a',
        '　',
        '。',
      ),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          hostile.map((pieces) => `/${pieces.join('')}`),
          fc.webUrl(),
        ),
        (text) => {
          const location = new URL(withResult(safeReturnTo(text), { connected: 'x' }), 'https://ours.example')
          expect(location.origin).toBe('https://ours.example')
          expect(location.pathname).not.toMatch(/^\/\/|^\/api\//)
          expect(location.searchParams.getAll('connected')).toEqual(['x'])
        },
      ),
      { numRuns: 2_000 },
    )
  },
)
