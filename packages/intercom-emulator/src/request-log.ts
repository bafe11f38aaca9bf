import type { FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'
import type { HostName } from './hosts.ts'
import { routeNames } from './route-names.ts'
import type { RouteName } from './route-names.ts'

/** One request to an emulated route. Holds nothing that a person or an app sent: no query, header or body. */
export interface LoggedRequest {
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
}

const keptRequests = 1000

export type RequestLog = ReturnType<typeof createRequestLog>

/** Counts every request to an emulated route as it arrives and remembers the last thousand. */
export function createRequestLog() {
  let requests: LoggedRequest[] = []
  let counters = noRequests()
  return {
    add(routeName: RouteName, entry: LoggedRequest) {
      counters[routeName] += 1
      requests = [...requests.slice(1 - keptRequests), entry]
    },
    requests: (): LoggedRequest[] => structuredClone(requests),
    counters: (): Record<RouteName, number> => ({ ...counters }),
    reset() {
      requests = []
      counters = noRequests()
    },
  }
}

function noRequests(): Record<RouteName, number> {
  // One entry for each name of the list that the type is derived from.
  return Object.fromEntries(routeNames.map((name) => [name, 0])) as Record<RouteName, number>
}

declare module 'fastify' {
  interface FastifyRequest {
    logged: LoggedRequest | null
  }
}

/** Fills the log; the status is there before the first byte of the answer leaves. */
export function logRequests(app: FastifyInstance, deps: { log: RequestLog; clock: Clock }): void {
  const { log, clock } = deps
  app.decorateRequest('logged', null)
  app.addHook('onRequest', async (request) => {
    const { routeName, host } = request.routeOptions.config
    if (routeName === undefined || host === undefined) return
    const path = routeName.slice(routeName.indexOf('/'))
    const atMs = clock.now()
    request.logged = {
      id: request.id,
      atMs,
      method: request.method,
      path,
      host,
      status: null,
      durationMs: null,
    }
    log.add(routeName, request.logged)
  })
}

/** Notes how a request ended; registered last, so that it sees what faults have made of the answer. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.logged !== null) {
      request.logged.status = reply.statusCode
      request.logged.durationMs = Math.round(reply.elapsedTime)
    }
    return payload
  })
}
