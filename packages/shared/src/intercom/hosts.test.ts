import { describe, expect, test } from 'vitest'
import { intercomHosts } from './hosts.ts'

describe('without overrides', () => {
  test.each([
    ['us', 'https://app.intercom.com/oauth', 'https://api.intercom.io'],
    ['eu', 'https://app.eu.intercom.com/oauth', 'https://api.eu.intercom.io'],
    ['au', 'https://app.au.intercom.com/oauth', 'https://api.au.intercom.io'],
    ['unknown', 'https://app.intercom.com/oauth', 'https://api.intercom.io'],
  ] as const)("the region %s has Intercom's own addresses", (region, authorizeEndpoint, apiBase) => {
    const hosts = intercomHosts()
    expect(hosts.authorizeEndpoint(region)).toBe(authorizeEndpoint)
    expect(hosts.apiBase(region)).toBe(apiBase)
  })
})

describe('with overrides', () => {
  test.each([
    ['http://127.0.0.1:4010/{region}', 'http://127.0.0.1:4010/eu', 'http://127.0.0.1:4010'],
    ['http://127.0.0.1:4010/{region}/v1/', 'http://127.0.0.1:4010/eu/v1', 'http://127.0.0.1:4010/v1'],
    ['https://api.{region}.x.io', 'https://api.eu.x.io', 'https://api.x.io'],
    ['https://api-{region}.x.io', 'https://api-eu.x.io', 'https://api.x.io'],
    ['https://{region}.x.io', 'https://eu.x.io', 'https://x.io'],
    ['http://[::1]:4010/', 'http://[::1]:4010', 'http://[::1]:4010'],
    ['http://localhost:4010', 'http://localhost:4010', 'http://localhost:4010'],
  ])('%s becomes %s for Europe and %s for an unknown region', (template, europe, unknown) => {
    const hosts = intercomHosts({ appUrl: template, apiUrl: template })
    expect(hosts.apiBase('eu')).toBe(europe)
    expect(hosts.apiBase('unknown')).toBe(unknown)
    expect(hosts.authorizeEndpoint('eu')).toBe(`${europe}/oauth`)
    expect(hosts.authorizeEndpoint('unknown')).toBe(`${unknown}/oauth`)
  })

  test('one override leaves the other address alone', () => {
    const hosts = intercomHosts({ apiUrl: 'http://127.0.0.1:4010' })
    expect(hosts.authorizeEndpoint('au')).toBe('https://app.au.intercom.com/oauth')
  })

  test.each([
    'http://api.intercom.io',
    'http://127.0.0.1.evil.example',
    'http://127evil.example',
    'ftp://127.0.0.1',
    '127.0.0.1:4010',
    '',
    'https://user:pass@x.io',
    'https://x.io/?region={region}',
    'https://x.io/#top',
  ])('%j is refused by name, because secrets are sent there', (apiUrl) => {
    expect(() => intercomHosts({ apiUrl })).toThrow(/^apiUrl must /)
  })
})
