import { persist } from '#api/platform/redis/index.ts'
import { formatResultLocation } from './result-location.ts'
import type { OAuthDeps } from './deps.ts'
import { claimFlow, readFlow, saveResult, type Claim, type FlowRecord, type Result } from './flow-store.ts'
import { isStored } from './store-connection.ts'

/** Long enough for a connection that was cut to be made again, so that a claim whose reply was lost is found. */
const claimPatienceMs = 1_000
const waitMs = 8_000
const lookEveryMs = 100
const abandonedAfterMs = 15_000

/** `won`: use the code, nobody else will. `ended`: somebody has; this is how it ended. `refused`: not the same callback. */
export type Claimed =
  { kind: 'won' } | { kind: 'ended'; result: Result } | { kind: 'interrupted' } | { kind: 'refused' }

/**
 * Claims a flow for one callback, or waits for the end of the callback that has claimed it.
 *
 * The same callback again (same browser, same code) gets the first one's result; one with another code is refused.
 * A claim whose process stopped is resolved from what it noted, and never leads to a second exchange.
 */
export async function claim(
  deps: OAuthDeps,
  { stateHash, flow, mine }: { stateHash: string; flow: FlowRecord; mine: Claim },
): Promise<Claimed> {
  const kept = await persist({ ...deps, patienceMs: claimPatienceMs }, () =>
    claimFlow(deps.store, stateHash, mine),
  )
  if (kept === undefined) return { kind: 'interrupted' }
  if (kept.attempt === mine.attempt) return { kind: 'won' }
  if (kept.codeHash !== mine.codeHash) return { kind: 'refused' }
  const result = await waitForResult(deps, stateHash)
  if (result !== undefined) return { kind: 'ended', result }
  return await resolveAbandoned(deps, { stateHash, flow })
}

async function waitForResult({ store, clock }: OAuthDeps, stateHash: string): Promise<Result | undefined> {
  const until = clock.now() + waitMs
  for (;;) {
    const { result, claim: kept } = await store.withBudget(1_000, () => readFlow(store, stateHash))
    if (result !== undefined) return result
    const isAbandoned = kept !== undefined && clock.now() - kept.at >= abandonedAfterMs
    if (isAbandoned || clock.now() + lookEveryMs > until) return undefined
    await clock.sleep(lookEveryMs)
  }
}

/** Tells the end of a claim that has no result: stored if its note says where and the store agrees, else interrupted. */
async function resolveAbandoned(
  deps: OAuthDeps,
  { stateHash, flow }: { stateHash: string; flow: FlowRecord },
): Promise<Claimed> {
  const { claim: kept } = await readFlow(deps.store, stateHash)
  if (kept === undefined || deps.clock.now() - kept.at < abandonedAfterMs) return { kind: 'interrupted' }
  const { note } = kept
  if (note === undefined || !(await isStored(deps, note, kept.attempt))) return { kind: 'interrupted' }
  const location = formatResultLocation(deps, flow.returnTo, { connected: note.connectionId })
  const result = { location, session: note.session }
  await saveResult(deps.store, stateHash, result)
  return { kind: 'ended', result }
}
