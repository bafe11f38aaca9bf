/** What happened to an account, and what happens. */
export type { Cause } from './activity-record.ts'
export { recordActivity } from './activity-store.ts'
export { activityRoutes } from './routes.ts'
