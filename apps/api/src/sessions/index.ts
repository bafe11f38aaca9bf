/** Signed-in browsers. */
export { endLineage } from './end-session.ts'
export { clearMalformedCookie } from './malformed-cookie.ts'
export { sessionsRoutes } from './routes.ts'
export {
  createSessions,
  type Listing,
  type NewSession,
  type PresentSession,
  type Sessions,
} from './sessions.ts'
