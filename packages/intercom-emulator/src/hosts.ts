import type { Region } from './seed.ts'

/**
 * Intercom's hosts, as folders of the one emulator: `api.intercom.io` and `app.intercom.com` at `/`,
 * `api.eu.intercom.io` and `app.eu.intercom.com` under `/eu`, and so on.
 */
export type HostName = 'routing' | Region

export const hosts: readonly { name: HostName; prefix: string }[] = [
  { name: 'routing', prefix: '' },
  { name: 'us', prefix: '/us' },
  { name: 'eu', prefix: '/eu' },
  { name: 'au', prefix: '/au' },
]

export function prefixOf(host: HostName): string {
  return host === 'routing' ? '' : `/${host}`
}

/** The routing host serves every region, a regional host its own. */
export function servesRegion(host: HostName, region: Region): boolean {
  return host === 'routing' || host === region
}
