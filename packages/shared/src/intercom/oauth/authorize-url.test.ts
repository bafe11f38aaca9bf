import { expect, test } from 'vitest'
import { authorizeUrl } from './authorize-url.ts'
import { intercomHosts } from '../hosts.ts'

test('the authorise URL holds exactly client, redirect URI, response type and state', () => {
  const url = new URL(
    authorizeUrl({
      hosts: intercomHosts(),
      region: 'eu',
      clientId: 'client&id',
      redirectUri: 'https://app.example/api/intercom/callback',
      state: 'a+b/c=',
    }),
  )
  expect(`${url.origin}${url.pathname}`).toBe('https://app.eu.intercom.com/oauth')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'client&id',
    redirect_uri: 'https://app.example/api/intercom/callback',
    response_type: 'code',
    state: 'a+b/c=',
  })
  expect(url.searchParams.size).toBe(4)
})
