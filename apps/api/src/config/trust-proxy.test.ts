import { expect, test } from 'vitest'
import { trustedPeers } from './trust-proxy.ts'

test('a peer is trusted by its network, and an IPv4 address written as IPv6 counts as IPv4', () => {
  const trusts = trustedPeers(['10.0.0.0/8', 'fd00::/8', '192.0.2.1'])
  const trusted = ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.0.2.1']
  const others = ['11.0.0.1', '192.0.2.2', 'fe80::1', '::1', 'unix', '', undefined]
  expect(trusted.filter((address) => !trusts(address))).toEqual([])
  expect(others.filter((address) => trusts(address))).toEqual([])
})

test('true trusts everybody and false nobody', () => {
  expect([trustedPeers(true)('203.0.113.1'), trustedPeers(false)('127.0.0.1')]).toEqual([true, false])
})
