import { expect, test } from 'vitest'
import { authorizeUrl } from './authorize-url.ts'
import type { AuthorizeUrlInput } from './authorize-url.ts'
import { intercomHosts } from '../hosts.ts'
import { codeChallengeOf } from './pkce.ts'
import { intercomProvider } from './provider.ts'

const codeChallenge = codeChallengeOf('v'.repeat(43))
const withPkce = { ...intercomProvider, pkce: 'S256' } as const

function urlOf(added: Partial<AuthorizeUrlInput> = {}): URL {
  const href = authorizeUrl({
    hosts: intercomHosts(),
    region: 'eu',
    clientId: 'client&id',
    redirectUri: 'https://app.example/api/intercom/callback',
    state: 'a+b/c=',
    ...added,
  })
  return new URL(href)
}

const always = {
  client_id: 'client&id',
  redirect_uri: 'https://app.example/api/intercom/callback',
  response_type: 'code',
  state: 'a+b/c=',
}

test('the authorise URL holds exactly client, redirect URI, response type and state', () => {
  const url = urlOf()
  expect(`${url.origin}${url.pathname}`).toBe('https://app.eu.intercom.com/oauth')
  expect(Object.fromEntries(url.searchParams)).toEqual(always)
  expect(url.searchParams.size).toBe(4)
})

test('for a provider with PKCE it holds the challenge and its method besides', () => {
  const url = urlOf({ provider: withPkce, codeChallenge })
  expect(Object.fromEntries(url.searchParams)).toEqual({
    ...always,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  })
  expect(url.searchParams.size).toBe(6)
})

test('a challenge is sent exactly where the provider checks it', () => {
  expect(() => urlOf({ provider: withPkce })).toThrow(new TypeError('this provider needs a codeChallenge'))
  expect(() => urlOf({ codeChallenge })).toThrow(new TypeError('this provider takes no codeChallenge'))
})
