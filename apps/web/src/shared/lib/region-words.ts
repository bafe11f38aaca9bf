import type { Region } from '@latchkey/shared/contract/plain'

/** Each hosting region in a person's words, and Intercom's host that serves it. */
export const regionWords: Readonly<Record<Region, { name: string; host?: string }>> = {
  us: { name: 'United States', host: 'api.intercom.io' },
  eu: { name: 'Europe', host: 'api.eu.intercom.io' },
  au: { name: 'Australia', host: 'api.au.intercom.io' },
  unknown: { name: 'Not known' },
}
