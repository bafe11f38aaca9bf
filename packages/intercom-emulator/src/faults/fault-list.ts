import type { HostName } from '../hosts.ts'
import type { RouteName } from '../route-names.ts'
import type { RandomBytes } from '../secret-values.ts'
import { makeFraction } from './chance.ts'
import type { Fault } from './fault.ts'
import { routesOf } from './fault-target.ts'

export interface PendingFault {
  id: string
  fault: Fault
  /** Requests still to strike; `null` means no end. */
  remaining: number | null
  /** Requests still to let pass first. */
  skipsLeft: number
  /** Requests struck so far. */
  struck: number
}

/** A fault that strikes one request. */
export interface Strike {
  id: string
  fault: Fault
}

/** What a fault is matched with. */
export interface FaultedRequest {
  route: RouteName
  host: HostName | undefined
  /** Whose token the request carries; asked only where a fault wants to know. */
  holder: () => { workspaceId: string; clientId: string } | undefined
}

interface Entry extends PendingFault {
  routes: ReadonlySet<RouteName>
}

export type FaultList = ReturnType<typeof createFaultList>

/** Keeps the faults that wait for requests; of those that match a request the oldest strikes, and only that one. */
export function createFaultList({ random }: { random: RandomBytes }) {
  let entries: Entry[] = []
  let added = 0

  function strikes(entry: Entry, request: FaultedRequest): boolean {
    if (!entry.routes.has(request.route) || !matches(entry.fault, request)) return false
    if (entry.skipsLeft > 0) {
      entry.skipsLeft -= 1
      return false
    }
    return entry.fault.rate === 1 || makeFraction(random) < entry.fault.rate
  }

  return {
    add(fault: Fault): PendingFault {
      added += 1
      const pending = {
        id: `fault-${added}`,
        fault,
        remaining: fault.count,
        skipsLeft: fault.skip,
        struck: 0,
      }
      entries.push({ ...pending, routes: routesOf(fault.route) })
      return pending
    },

    /** Finds the fault for a request and counts it; a fault that struck its last request is gone. */
    take(request: FaultedRequest): Strike | undefined {
      // Most requests meet no fault at all.
      if (entries.length === 0) return undefined
      const entry = entries.find((candidate) => strikes(candidate, request))
      if (entry === undefined) return undefined
      entry.struck += 1
      if (entry.remaining !== null) entry.remaining -= 1
      if (entry.remaining === 0) entries = entries.filter((one) => one !== entry)
      return { id: entry.id, fault: entry.fault }
    },

    /** Returns whether there was one of this id. */
    remove(id: string): boolean {
      const before = entries.length
      entries = entries.filter((entry) => entry.id !== id)
      return entries.length < before
    },

    pending: (): PendingFault[] =>
      entries.map(({ routes: _routes, fault, ...entry }) => ({ ...entry, fault: structuredClone(fault) })),

    reset() {
      entries = []
    },
  }
}

function matches(fault: Fault, request: FaultedRequest): boolean {
  if (fault.host !== undefined && fault.host !== request.host) return false
  if (fault.workspaceId === undefined && fault.clientId === undefined) return true
  const holder = request.holder()
  return (
    holder !== undefined &&
    (fault.workspaceId ?? holder.workspaceId) === holder.workspaceId &&
    (fault.clientId ?? holder.clientId) === holder.clientId
  )
}
