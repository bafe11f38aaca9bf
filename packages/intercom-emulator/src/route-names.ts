import type { HostName } from './hosts.ts'

/** The emulated routes, as they are counted, logged and given faults: method and path without the host's folder. */
export const routeNames = [
  'GET /oauth',
  'POST /oauth',
  'POST /auth/eagle/token',
  'POST /auth/uninstall',
  'GET /me',
] as const

export type RouteName = (typeof routeNames)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on emulated routes only: control and assets are neither counted nor given faults. */
    routeName?: RouteName
    host?: HostName
  }
}
