/** What happened to an account's connections. */
export { announce } from './announce.ts'
export { recordActivity } from './activity-store.ts'
