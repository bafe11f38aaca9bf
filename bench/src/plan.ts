/** How long and how often a benchmark measures. */
export interface Plan {
  /** Every subject is measured once a round, one after the other, so that a slow minute hits all of them. */
  rounds: number
  warmupMs: number
  measureMs: number
  /** Contacts that the reading benchmark reads. */
  contacts: number
  /** Contacts of the workspace whose start is timed. */
  contactsOfLargeWorkspace: number
  /** Token sets that are sealed anew. */
  tokenSets: number
}

export const fullPlan: Plan = {
  rounds: 5,
  warmupMs: 1_500,
  measureMs: 2_500,
  contacts: 10_000,
  contactsOfLargeWorkspace: 1_000_000,
  tokenSets: 100_000,
}

/** Shows that everything runs. */
export const shortPlan: Plan = {
  rounds: 1,
  warmupMs: 50,
  measureMs: 100,
  contacts: 600,
  contactsOfLargeWorkspace: 1_000_000,
  tokenSets: 2_000,
}
