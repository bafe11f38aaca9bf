import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Variables } from './variables.ts'

/** Whose `X-Forwarded-*` headers are believed: nobody's, everybody's, or those of these addresses and networks. */
export type TrustProxy = boolean | readonly string[]

/** Reads `TRUST_PROXY`: true, false, or a list of addresses and CIDR networks. */
export function readTrustProxy(variables: Variables): TrustProxy | undefined {
  const text = variables.text('TRUST_PROXY') ?? 'false'
  if (text === 'true' || text === 'false') return text === 'true'
  const entries = text.split(',').map((entry) => entry.trim())
  if (entries.every((entry) => parseNetwork(entry) !== undefined)) return entries
  return variables.refuse(
    'TRUST_PROXY',
    'must be true, false, or a list of addresses and networks such as 10.0.0.0/8',
  )
}

/** Tells of a peer's address whether its `X-Forwarded-*` headers are believed. IPv4-mapped IPv6 counts as IPv4. */
export function trustedPeers(trust: TrustProxy): (address: string | undefined) => boolean {
  if (typeof trust === 'boolean') return () => trust
  const list = new BlockList()
  for (const entry of trust) {
    const network = parseNetwork(entry)
    if (network !== undefined) list.addSubnet(network.address, network.prefix, network.family)
  }
  return (address) => {
    if (address === undefined || isIP(address) === 0) return false
    return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  }
}

function parseNetwork(
  entry: string,
): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', prefixText, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return undefined
  const prefixMax = version === 4 ? 32 : 128
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined
  const prefix = prefixText === undefined ? prefixMax : Number(prefixText)
  // A prefix of zero would trust everybody, which `true` says plainly.
  if (prefix < 1 || prefix > prefixMax) return undefined
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' }
}
