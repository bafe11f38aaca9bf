import { useMutation } from '@tanstack/react-query'
import type { Body } from '@latchkey/shared/contract'
import { choosableRegions } from '@latchkey/shared/contract/plain'
import { call } from '#web/shared/api/call.ts'
import { ProblemError } from '#web/shared/api/problem-error.ts'
import { lastStartMemory } from '#web/shared/lib/remember.ts'
import { isWebAddress } from '#web/shared/lib/safe-path.ts'

export type Start = Body<'startConnect'>

/** Where a browser goes; a function of its own so that a test can see it without leaving the page. */
export const leave = { to: (address: string): void => location.assign(address) }

/** Starts a flow and goes to Intercom. Aborting the signal stops both. */
export function useStartConnect() {
  return useMutation({
    mutationFn: async ({ start, signal }: { start: Start; signal: AbortSignal }) => {
      lastStartMemory.write(JSON.stringify(start))
      const started = await call('startConnect', { body: start, signal })
      if (started === undefined || !isWebAddress(started.authorizeUrl))
        throw new ProblemError('internal.unexpected')
      if (!signal.aborted) leave.to(started.authorizeUrl)
    },
  })
}

/** What this tab's last flow asked for, so that "Try again" asks the same. */
export function readLastStart(): Start {
  const kept: unknown = JSON.parse(lastStartMemory.read() ?? '{}')
  if (typeof kept !== 'object' || kept === null) return {}
  const { connectionId, region }: { connectionId?: unknown; region?: unknown } = kept
  const known = choosableRegions.find((one) => one === region)
  return {
    ...(typeof connectionId === 'string' ? { connectionId } : {}),
    ...(known === undefined ? {} : { region: known }),
  }
}
