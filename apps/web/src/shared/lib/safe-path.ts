import { defaultReturnTo } from '@latchkey/shared/contract/plain'

// Whoever reads a URL drops tab and newline first, so `/\t/evil` would mean another host.
// oxlint-disable-next-line no-control-regex
const dropped = /[\u0000-\u001f\\]/

/** The path if it stays on this site in every spelling, else the default. The server has checked it before. */
export function safePath(path: string): string {
  const stays = path.startsWith('/') && !path.startsWith('//') && !dropped.test(path)
  return stays && new URL(path, location.origin).origin === location.origin ? path : defaultReturnTo
}

/** Tells whether an address may be navigated to at all; `javascript:` and the like may not. */
export function isWebAddress(address: string): boolean {
  const protocol = URL.parse(address)?.protocol
  return protocol === 'https:' || protocol === 'http:'
}
