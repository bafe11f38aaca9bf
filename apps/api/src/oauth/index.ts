/** The flow that connects a workspace. */
export type { OAuthDeps, StoreStep } from './deps.ts'
export { sealedQuestions } from './pending-store.ts'
export { oauthRoutes } from './routes.ts'
