/** Redis as the features see it: parts to read together, steps to commit together. */
export { enterBudget, requestBudgetMs } from './budget.ts'
export { noRevision, revisionPart, type CommitPlan, type Step } from './commit.ts'
export type { Part, ReadParts } from './parts.ts'
export { parseRedisUrl } from './redis-url.ts'
export { createStore, type Store, type StoreHealth } from './store.ts'
export { StoreUnavailable } from './store-unavailable.ts'
