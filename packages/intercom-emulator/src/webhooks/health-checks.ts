import type { MovableClock } from '../clock.ts'
import type { HealthConclusion } from './health-check.ts'

const dayMs = 24 * 60 * 60_000

/** The last health check of an app in a workspace. */
export interface HealthResult {
  clientId: string
  workspaceId: string
  /** On the emulator's clock, milliseconds since 1970. */
  atMs: number
  conclusion: HealthConclusion
  /** This check found a change to UNHEALTHY: the workspace's admins would get an e-mail about it. */
  tellsAdmins: boolean
  /** Whether it is asked again every day. */
  daily: boolean
}

/** Asks, remembers the last answer for each app and workspace, and asks again daily where that was wanted. */
export function createHealthChecks(deps: {
  clock: MovableClock
  ask: (about: { clientId: string; workspaceId: string }) => Promise<HealthConclusion>
  /** Is told of the checks that nobody waits for. */
  track: (work: Promise<unknown>) => void
}) {
  const { clock, ask, track } = deps
  let results = new Map<string, HealthResult>()
  let cancels = new Map<string, () => void>()

  async function check(
    about: { clientId: string; workspaceId: string },
    daily: boolean,
  ): Promise<HealthResult> {
    const key = `${about.clientId} ${about.workspaceId}`
    cancels.get(key)?.()
    cancels.delete(key)
    if (daily)
      cancels.set(
        key,
        clock.after(dayMs, () => track(check(about, daily))),
      )
    const atMs = clock.now()
    const into = results
    const conclusion = await ask(about)
    const before = into.get(key)?.conclusion
    const result = {
      ...about,
      atMs,
      conclusion,
      tellsAdmins: isUnhealthy(conclusion) && !isUnhealthy(before),
      daily,
    }
    // A reset meanwhile has begun another map.
    into.set(key, result)
    return result
  }

  return {
    check,
    results: (): HealthResult[] => structuredClone([...results.values()]),
    reset() {
      for (const cancel of cancels.values()) cancel()
      cancels = new Map()
      results = new Map()
    },
  }
}

function isUnhealthy(conclusion: HealthConclusion | undefined): boolean {
  return conclusion?.kind === 'answered' && conclusion.state === 'UNHEALTHY'
}
