import { AsyncLocalStorage } from 'node:async_hooks'

/** How long the Redis commands of one request may take together, in milliseconds. */
export const requestBudgetMs = 400

interface Budget {
  remainingMs: number
}

const current = new AsyncLocalStorage<Budget>()

/** Runs `work` with a budget of its own: the Redis commands inside it may take `ms` milliseconds together. */
export function withBudget<T>(ms: number, work: () => Promise<T>): Promise<T> {
  return current.run({ remainingMs: ms }, work)
}

/** Starts a budget for the rest of this asynchronous context; for a hook that cannot wrap what follows. */
export function enterBudget(ms: number): void {
  current.enterWith({ remainingMs: ms })
}

/** The budget that holds here; outside of any, each command has one of its own. */
export function remainingMs(): number {
  return current.getStore()?.remainingMs ?? requestBudgetMs
}

/** Takes what a command has used from the budget that holds here. */
export function spend(ms: number): void {
  const budget = current.getStore()
  if (budget !== undefined) budget.remainingMs -= ms
}
