import type { Call } from './operation.ts'
import type { RateBudget } from './rate-budget.ts'
import { sleep } from './sleep.ts'
import type { Sleep } from './sleep.ts'

/** What some operations need beside the call itself. */
export interface CallContext {
  /** Stands for the workspace: what only one may do at a time in it, is waited for here. */
  workspace: object
  now: () => number
  sleep: Sleep
}

const contexts = new WeakMap<Call, CallContext>()

/** Makes the context known that a client's call works in. */
export function rememberContext(call: Call, context: CallContext & { workspace: RateBudget }): void {
  contexts.set(call, context)
}

/** The context of a call; of one that no client made, a context of its own. */
export function contextOf(call: Call): CallContext {
  return contexts.get(call) ?? { workspace: call, now: Date.now, sleep }
}
