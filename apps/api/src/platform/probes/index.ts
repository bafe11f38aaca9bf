/** What machines ask: alive, ready, and how it is going. */
export { metrics } from './metrics.ts'
export { probes } from './probes.ts'
