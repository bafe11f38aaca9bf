/** How much one client may ask for. */
export { rateLimit } from './rate-limit.ts'
