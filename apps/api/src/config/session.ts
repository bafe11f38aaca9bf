import type { Variables } from './variables.ts'

export interface SessionConfig {
  /** A session that is not used for this long ends. */
  readonly idleHours: number
  /** No session lives longer than this. */
  readonly maxDays: number
}

const defaults = { idleHours: 72, maxDays: 30 }

/** Reads how long a signed-in browser stays signed in. */
export function readSession(variables: Variables): SessionConfig | undefined {
  const idleHours = variables.wholeNumber('SESSION_IDLE_HOURS', { min: 1, max: 8_760 }, defaults.idleHours)
  const maxDays = variables.wholeNumber('SESSION_MAX_DAYS', { min: 1, max: 365 }, defaults.maxDays)
  if (idleHours === undefined || maxDays === undefined) return undefined
  if (idleHours > maxDays * 24) {
    return variables.refuse('SESSION_IDLE_HOURS', 'must not be longer than SESSION_MAX_DAYS')
  }
  return { idleHours, maxDays }
}
