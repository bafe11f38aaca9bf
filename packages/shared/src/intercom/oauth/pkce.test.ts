import fc from 'fast-check'
import { calculatePKCECodeChallenge } from 'oauth4webapi'
import { expect, test } from 'vitest'
import { codeChallengeOf, createPkcePair } from './pkce.ts'

test('the challenge of the verifier in RFC 7636, appendix B, is the one that is printed there', () => {
  const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  expect(codeChallengeOf(codeVerifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
})

test('every verifier that the RFC allows has the challenge that another implementation gives it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9._~-]{43,128}$/), async (codeVerifier) => {
      expect(codeChallengeOf(codeVerifier)).toBe(await calculatePKCECodeChallenge(codeVerifier))
    }),
    { numRuns: 30 },
  )
})

test('each flow has a verifier of its own, of full length', () => {
  const pairs = Array.from({ length: 20 }, createPkcePair)
  expect(new Set(pairs.map(({ codeVerifier }) => codeVerifier)).size).toBe(20)
  for (const { codeVerifier, codeChallenge } of pairs) {
    expect(codeVerifier).toMatch(/^[\w-]{43}$/)
    expect(codeChallenge).toBe(codeChallengeOf(codeVerifier))
  }
})

test.each([
  '',
  'a'.repeat(42),
  'a'.repeat(129),
  `${'a'.repeat(43)}\n`,
  `${'a'.repeat(42)}é`,
  'a b'.repeat(20),
])('the verifier %j is refused without being shown', (codeVerifier) => {
  expect(() => codeChallengeOf(codeVerifier)).toThrow(
    new TypeError('a code verifier has 43 to 128 characters out of A-Z, a-z, 0-9 and -._~'),
  )
})
