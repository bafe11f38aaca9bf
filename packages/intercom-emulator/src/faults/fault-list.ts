import type { RouteName } from '../route-names.ts'
import type { Fault } from './fault.ts'

export interface PendingFault {
  id: string
  fault: Fault
  /** Requests still to meet; `null` means no end. */
  remaining: number | null
}

export type FaultList = ReturnType<typeof createFaultList>

/** Keeps the faults that wait for requests; for one route the oldest strikes first. */
export function createFaultList() {
  let pending: PendingFault[] = []
  let added = 0
  return {
    add(fault: Fault): PendingFault {
      added += 1
      const entry = { id: `fault-${added}`, fault, remaining: fault.count }
      pending.push(entry)
      return { ...entry }
    },
    take(route: RouteName): Fault | undefined {
      const entry = pending.find((candidate) => candidate.fault.route === route)
      if (entry === undefined) return undefined
      if (entry.remaining !== null) entry.remaining -= 1
      pending = pending.filter((candidate) => candidate.remaining !== 0)
      return entry.fault
    },
    pending: (): PendingFault[] => structuredClone(pending),
    reset() {
      pending = []
    },
  }
}
