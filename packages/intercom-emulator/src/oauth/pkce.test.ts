import {
  authorizeUrl,
  closeIntercomAgent,
  createPkcePair,
  exchangeCode,
  intercomHosts,
  intercomProvider,
  validateCallback,
} from '@latchkey/shared/intercom'
import type { OAuthProvider } from '@latchkey/shared/intercom'
import { afterAll, describe, expect, test } from 'vitest'
import { answerConsent } from '../authorize.ts'
import type { ConsentAnswer } from '../authorize.ts'
import type { Emulator } from '../create-emulator.ts'
import { exchange } from '../emulator-requests.ts'
import { defaultRedirectUri } from '../redirect-uris.ts'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'

afterAll(closeIntercomAgent)

const { us } = seed.workspaces
const maya: ConsentAnswer = { workspaceId: us.id, adminId: us.admins.maya.id }
const state = 'state-of-this-flow'
const withPkce: OAuthProvider = { ...intercomProvider, pkce: 'S256' }

/** The client's own functions, pointed at the emulator as an app points them at Intercom. */
function clientOf(emulator: Emulator, provider: OAuthProvider) {
  const { clientId, clientSecret } = seed.apps.full
  const hosts = intercomHosts({ appUrl: emulator.url, apiUrl: emulator.url })
  const app = { clientId, clientSecret, redirectUri: defaultRedirectUri, hosts, provider }
  return {
    /** The query of the callback, after a person has answered the consent page. */
    async consent(codeChallenge?: string, answer: ConsentAnswer = maya): Promise<URLSearchParams> {
      const challenge = codeChallenge === undefined ? {} : { codeChallenge }
      const url = authorizeUrl({ ...app, region: 'us', state, ...challenge })
      return new URL(await answerConsent(url, answer)).searchParams
    },
    async exchange(query: URLSearchParams, codeVerifier?: string): Promise<string> {
      const result = validateCallback({ query, expectedState: state, provider })
      if (result.kind !== 'code') throw new Error('the callback should be valid')
      const verifier = codeVerifier === undefined ? {} : { codeVerifier }
      return (await exchangeCode(app, result.callback, { region: 'us', ...verifier })).accessToken
    },
  }
}

/** Where the consent page sends a browser without showing itself. */
async function redirectOf(emulator: Emulator, fields: Record<string, string>, method = 'GET') {
  const query = new URLSearchParams({ client_id: seed.apps.full.clientId, state, ...fields })
  const body = new URLSearchParams({ decision: 'authorize', workspace: us.id, [`admin-${us.id}`]: '1001' })
  const answer = await fetch(`${emulator.url}/oauth?${query.toString()}`, {
    method,
    redirect: 'manual',
    ...(method === 'POST' && { body }),
  })
  const location = new URL(answer.headers.get('location') ?? 'about:blank')
  return { status: answer.status, parameters: Object.fromEntries(location.searchParams) }
}

const rejected = { code: 'intercom.code_rejected' }

describe('Where PKCE is required', () => {
  test('the flow that began gets the token', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ pkce: 'required' })
    const client = clientOf(emulator, withPkce)
    const { codeVerifier, codeChallenge } = createPkcePair()
    expect(await client.exchange(await client.consent(codeChallenge), codeVerifier)).toMatch(/^dG9rO/)
  })

  test('a code of another flow gives nothing, and stays good for its own', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ pkce: 'required' })
    const client = clientOf(emulator, withPkce)
    const [mine, theirs] = [createPkcePair(), createPkcePair()]
    const stolen = await client.consent(theirs.codeChallenge)
    await expect(client.exchange(stolen, mine.codeVerifier)).rejects.toMatchObject(rejected)
    expect(emulator.control.state().tokens).toEqual([])
    expect(await client.exchange(stolen, theirs.codeVerifier)).toMatch(/^dG9rO/)
    await expect(client.exchange(stolen, theirs.codeVerifier)).rejects.toMatchObject(rejected)
  })

  test.for([
    ['no verifier', {}],
    ['the challenge itself', 'challenge'],
    ['an empty verifier', { code_verifier: '' }],
    ['a verifier that is too short', { code_verifier: 'short' }],
  ] as const)('%s gives nothing', async ([, sent]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ pkce: 'required' })
    const { codeChallenge } = createPkcePair()
    const query = await clientOf(emulator, withPkce).consent(codeChallenge)
    const fields = sent === 'challenge' ? { code_verifier: codeChallenge } : sent
    const answer = await exchange(emulator, { code: query.get('code') ?? '', ...fields })
    expect(answer).toMatchObject({ status: 401, body: { errors: [{ message: 'Unauthorized Code' }] } })
  })

  test.for([
    ['no challenge', {}],
    ['the method plain', { code_challenge: 'c'.repeat(43), code_challenge_method: 'plain' }],
    ['no method, which means plain', { code_challenge: 'c'.repeat(43) }],
    ['a challenge of another length', { code_challenge: 'c'.repeat(44), code_challenge_method: 'S256' }],
  ] as const)('%s leads back with an error, and no page or form answer gives a code', async ([, fields]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ pkce: 'required' })
    const refusal = {
      status: 302,
      parameters: {
        error: 'invalid_request',
        error_description: 'A code challenge with the method S256 is required',
        state,
      },
    }
    expect(await redirectOf(emulator, fields)).toEqual(refusal)
    expect(await redirectOf(emulator, fields, 'POST')).toEqual(refusal)
  })

  test('a code from before gives nothing, because nobody can prove whose it is', async () => {
    const emulator = await startEmulator()
    const query = await clientOf(emulator, intercomProvider).consent()
    emulator.control.setSwitches({ pkce: 'required' })
    const { codeVerifier } = createPkcePair()
    await expect(clientOf(emulator, withPkce).exchange(query, codeVerifier)).rejects.toMatchObject(rejected)
  })
})

describe('Where PKCE is refused', () => {
  test('a challenge leads back with an error', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ pkce: 'refused' })
    const { codeChallenge } = createPkcePair()
    const fields = { code_challenge: codeChallenge, code_challenge_method: 'S256' }
    expect(await redirectOf(emulator, fields)).toMatchObject({
      parameters: { error: 'invalid_request', error_description: 'PKCE is not supported' },
    })
  })

  test('a verifier is an invalid parameter, and a flow without PKCE goes through', async () => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ pkce: 'refused' })
    const client = clientOf(emulator, intercomProvider)
    const query = await client.consent()
    const answer = await exchange(emulator, { code: query.get('code') ?? '', code_verifier: 'v'.repeat(43) })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code: 'parameter_invalid' }] } })
    expect(await client.exchange(query)).toMatch(/^dG9rO/)
  })
})

test('PKCE that is ignored protects nothing: another flow’s verifier goes through', async () => {
  const emulator = await startEmulator()
  const client = clientOf(emulator, withPkce)
  const query = await client.consent(createPkcePair().codeChallenge)
  expect(await client.exchange(query, createPkcePair().codeVerifier)).toMatch(/^dG9rO/)
})

describe('The issuer of a redirect', () => {
  const named: OAuthProvider = { ...intercomProvider, sendsIssuer: true }
  const cancel: ConsentAnswer = { ...maya, decision: 'cancel' }

  test.for([
    ['absent', intercomProvider, 'code', 'denied'],
    ['absent', named, 'invalid', 'invalid'],
    ['sent', intercomProvider, 'code', 'denied'],
    ['sent', named, 'code', 'denied'],
    ['foreign', intercomProvider, 'invalid', 'invalid'],
    ['foreign', named, 'invalid', 'invalid'],
  ] as const)('%s, to a client that knows %j: %s and %s', async ([issuer, provider, given, declined]) => {
    const emulator = await startEmulator()
    emulator.control.setSwitches({ issuer })
    const client = clientOf(emulator, provider)
    const judge = (query: URLSearchParams) => validateCallback({ query, expectedState: state, provider }).kind
    expect(judge(await client.consent())).toBe(given)
    expect(judge(await client.consent(undefined, cancel))).toBe(declined)
  })
})
