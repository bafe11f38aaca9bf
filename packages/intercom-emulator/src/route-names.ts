import type { HostName } from './hosts.ts'

/** The emulated routes, as they are counted, logged and given faults: method and path without the host's folder. */
export const routeNames = [
  'GET /oauth',
  'POST /oauth',
  'POST /auth/eagle/token',
  'POST /auth/uninstall',
  'GET /me',
  'GET /admins',
  'GET /admins/:id',
  'GET /teams',
  'GET /teams/:id',
  'GET /contacts',
  'POST /contacts',
  'POST /contacts/search',
  'POST /contacts/merge',
  'GET /contacts/:id',
  'PUT /contacts/:id',
  'DELETE /contacts/:id',
  'POST /contacts/:id/archive',
  'POST /contacts/:id/unarchive',
  'GET /contacts/:id/notes',
  'POST /contacts/:id/notes',
  'GET /contacts/:id/tags',
  'POST /contacts/:id/tags',
  'DELETE /contacts/:id/tags/:tagId',
  'GET /companies',
  'POST /companies/list',
  'GET /companies/scroll',
  'GET /companies/:id',
  'GET /conversations',
  'POST /conversations/search',
  'GET /conversations/:id',
  'POST /conversations/:id/reply',
  'POST /conversations/:id/parts',
  'GET /tags',
  'POST /tags',
  'GET /tags/:id',
  'GET /segments',
  'GET /segments/:id',
  'GET /data_attributes',
  'POST /events',
  'POST /app_install/status',
] as const

export type RouteName = (typeof routeNames)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on emulated routes only: control and assets are neither counted nor given faults. */
    routeName?: RouteName
    host?: HostName
  }
}
