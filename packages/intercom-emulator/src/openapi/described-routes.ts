import { routeNames } from '../route-names.ts'
import type { RouteName } from '../route-names.ts'

/** Routes that no description has: the pages and calls of OAuth, and what is described in prose only. */
const undescribedRoutes: readonly RouteName[] = [
  'GET /oauth',
  'POST /oauth',
  'POST /auth/eagle/token',
  'POST /auth/uninstall',
  'POST /app_install/status',
]

/** The operations that the descriptions have. */
export const describedRoutes = routeNames.filter((route) => !undescribedRoutes.includes(route))
