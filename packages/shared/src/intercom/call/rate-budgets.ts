import { createRateBudget } from './rate-budget.ts'
import type { RateBudget, RateBudgetOptions } from './rate-budget.ts'

const WORKSPACES_MAX = 1_000

/** The budgets of a process that makes a client for each call. */
export interface RateBudgets {
  /** The one budget of a workspace; made at first use. */
  of: (workspaceId: string) => RateBudget
}

/**
 * Keeps one budget for each workspace, at most `max` (default 1,000). Beyond that the one that was asked for
 * longest ago goes, idle ones first; what it knew is learnt again from the next answer.
 */
export function createRateBudgets({
  max = WORKSPACES_MAX,
  ...options
}: RateBudgetOptions & { max?: number | undefined } = {}): RateBudgets {
  if (!Number.isInteger(max) || max < 1) throw new RangeError('max must be a whole number from 1')
  const budgets = new Map<string, RateBudget>()

  const makeRoom = () => {
    if (budgets.size < max) return
    let leaving: string | undefined
    for (const [workspaceId, budget] of budgets) {
      leaving ??= workspaceId
      if (budget.isBusy) continue
      leaving = workspaceId
      break
    }
    if (leaving !== undefined) budgets.delete(leaving)
  }

  return {
    of(workspaceId) {
      let budget = budgets.get(workspaceId)
      // A map keeps the order of insertion: putting it in again makes it the youngest.
      if (budget !== undefined) budgets.delete(workspaceId)
      else {
        makeRoom()
        budget = createRateBudget(options)
      }
      budgets.set(workspaceId, budget)
      return budget
    },
  }
}
