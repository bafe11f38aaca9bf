import { z } from 'zod'
import { hosts } from '../hosts.ts'
import { routeNames } from '../route-names.ts'
import type { RouteName } from '../route-names.ts'

/** The routes that an app calls with a token: what a pattern reaches. Consent and token endpoint must be named. */
const restRoutes = routeNames.filter((name) => !name.endsWith(' /oauth') && name !== 'POST /auth/eagle/token')

const pattern = z
  .templateLiteral([z.string(), '*'])
  .refine((text) => restRoutes.some((name) => startsAs(name, text)), { error: 'No REST route begins so' })

/** One route, several, every REST route (`*`), or those that begin the same (`GET *`, `POST /contacts*`). */
export const FaultRoute = z.union([z.enum(routeNames), z.array(z.enum(routeNames)).min(1), pattern], {
  error: 'Not a route, a list of routes, or a pattern that routes begin with, such as GET *',
})

export type FaultRoute = z.output<typeof FaultRoute>

export const FaultHost = z.enum(hosts.map(({ name }) => name))

/** The routes that a fault waits at. */
export function routesOf(route: FaultRoute): ReadonlySet<RouteName> {
  if (typeof route !== 'string') return new Set(route)
  const named = routeNames.find((name) => name === route)
  return new Set(named === undefined ? restRoutes.filter((name) => startsAs(name, route)) : [named])
}

function startsAs(name: RouteName, text: string): boolean {
  return name.startsWith(text.slice(0, -1))
}
