import { limits } from '@latchkey/shared/contract/plain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roughUserAgent } from './user-agent.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36`, 'Chrome on Windows'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
    'Edge on Windows',
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/140.0.0.0 Safari/537.36 OPR/125.0.0.0`,
    'Opera on macOS',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1',
    'Chrome on iPad',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15',
    'Firefox on iPhone',
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; SM-S931B) ${webkit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet on Android',
  ],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/140.0.0.0 Safari/537.36`, 'Chrome on ChromeOS'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/140.0.0.0 Safari/537.36`, 'Chrome on Linux'],
  ['Mozilla/5.0 (X11; Linux x86_64) SomethingNew/1.0', 'A browser on Linux'],
  ['Firefox/140.0', 'Firefox'],
])('%s is %s', (header, label) => {
  expect(roughUserAgent(header)).toBe(label)
})

test.each([undefined, '', 'curl/8.14.1', '<script>alert(1)</script>', `${'x'.repeat(512)} Firefox/140.0`])(
  '%j names no browser',
  (header) => {
    expect(roughUserAgent(header)).toBeUndefined()
  },
)

test('whatever is sent, the name is short, in our own words, and quickly found', () => {
  const words = fc.constantFrom('Version/1 ', 'Safari/', 'Firefox/', 'Linux', '(', '<b>', ' ', '\u202e', '"')
  const header = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 4_000 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(header, (text) => {
      const startedAt = performance.now()
      const label = roughUserAgent(text) ?? ''
      return (
        /^[A-Za-z ]*$/.test(label) &&
        label.length <= limits.userAgentMax &&
        performance.now() - startedAt < 50
      )
    }),
  )
})
