import type { RouteName } from '../../route-names.ts'
import type { Ask } from './recorder.ts'

/** What every operation refuses alike: a wrong token, an ended one, an unknown version, a missing permission. */
export async function driveRefusals(
  ask: Ask,
  {
    routes,
    endedToken,
    powerlessToken,
  }: { routes: readonly RouteName[]; endedToken: string; powerlessToken: string },
): Promise<void> {
  for (const route of routes) {
    const json = route.startsWith('GET') || route.startsWith('DELETE') ? {} : { json: {} }
    await ask(route, { ...json, token: 'no-such-token' })
    await ask(route, { ...json, token: endedToken })
    await ask(route, { ...json, token: powerlessToken })
    await ask(route, { ...json, version: '1.99' })
  }
}

/** Calls until the rate limit refuses; the asker's app must have a small one. */
export async function driveRateLimit(ask: Ask): Promise<void> {
  let status = 0
  for (let count = 0; count < 50 && status !== 429; count++) ({ status } = await ask('GET /me'))
}
