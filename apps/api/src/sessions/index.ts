/** Signed-in browsers. */
export { browsersOf, isValid } from './browsers.ts'
export { endLineage } from './end-session.ts'
export { lineageLives } from './lineage-lives.ts'
export { clearMalformedCookie } from './malformed-cookie.ts'
export { sessionsRoutes } from './routes.ts'
export { createSessions, type NewSession, type PresentSession, type Sessions } from './sessions.ts'
export type { ListedSession, Listing } from './session-store.ts'
