/** What happened to an account's connections. */
export { announce } from './announce.ts'
export { recordActivity, type ActivityEntry } from './activity-store.ts'
