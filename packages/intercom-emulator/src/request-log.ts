import type { HostName } from './hosts.ts'
import type { ApiVersion } from './rest/operation.ts'
import { routeNames } from './route-names.ts'
import type { RouteName } from './route-names.ts'

/**
 * One request to an emulated route. Holds nothing that a person or an app sent: no query, header or body, and of what
 * they name (workspace, app, version) only what the emulator knows.
 */
export interface LoggedRequest {
  /** Counts from 1 over everything logged since the start or the last reset. */
  number: number
  id: string
  /** On the emulator's clock, milliseconds since 1970. */
  atMs: number
  method: string
  /** The path's template, without the host's folder. */
  path: string
  host: HostName
  /** `null` while no answer is sent, and for good where a fault sends none. */
  status: number | null
  durationMs: number | null
  /** Whose token came; `null` without a good one. */
  workspaceId: string | null
  clientId: string | null
  /** The version answered in; `null` where none was decided. */
  apiVersion: ApiVersion | null
  /** As the answer said it; `null` where it said nothing. */
  rateLimitRemaining: number | null
  /** What struck the request. */
  fault: { id: string; kind: string } | null
}

/** Is told of what happens in the log; must not throw. */
export interface LogWatcher {
  /** A request has arrived, or is answered. The entry may still change: read it at once or copy it. */
  changed(entry: LoggedRequest): void
  cleared(): void
}

/** How many requests are remembered. */
export const keptRequests = 1000

export type RequestLog = ReturnType<typeof createRequestLog>

/**
 * Counts every request to an emulated route as it arrives and remembers the last thousand. Adding takes the same short
 * time however many there are.
 */
export function createRequestLog() {
  /** A ring: once it is full, the newest entry takes the oldest one's place. */
  let ring: LoggedRequest[] = []
  let added = 0
  let counters = noRequests()
  const watchers = new Set<LogWatcher>()

  function tellChanged(entry: LoggedRequest) {
    for (const watcher of watchers) watcher.changed(entry)
  }

  return {
    add(
      routeName: RouteName,
      { id, atMs, method, path, host }: Pick<LoggedRequest, 'id' | 'atMs' | 'method' | 'path' | 'host'>,
    ): LoggedRequest {
      counters[routeName] += 1
      added += 1
      const entry = {
        number: added,
        id,
        atMs,
        method,
        path,
        host,
        status: null,
        durationMs: null,
        workspaceId: null,
        clientId: null,
        apiVersion: null,
        rateLimitRemaining: null,
        fault: null,
      }
      ring[(added - 1) % keptRequests] = entry
      tellChanged(entry)
      return entry
    },
    tellChanged,
    /** Copies of what is remembered, oldest first; only the newest `last` where it is given. */
    requests(last = keptRequests): LoggedRequest[] {
      const oldest = added % ring.length || 0
      const inOrder = [...ring.slice(oldest), ...ring.slice(0, oldest)]
      return inOrder.slice(-last).map((entry) => ({ ...entry }))
    },
    counters: (): Record<RouteName, number> => ({ ...counters }),
    /** Returns the function that ends the watching. */
    watch(watcher: LogWatcher): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    reset() {
      ring = []
      added = 0
      counters = noRequests()
      for (const watcher of watchers) watcher.cleared()
    },
  }
}

function noRequests(): Record<RouteName, number> {
  // One entry for each name of the list that the type is derived from.
  return Object.fromEntries(routeNames.map((name) => [name, 0])) as Record<RouteName, number>
}
