/** What happened to an account's connections. */
export { recordActivity, type ActivityEntry } from './activity-store.ts'
