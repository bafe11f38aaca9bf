import { delay, http, HttpResponse, type HttpHandler } from 'msw'
import {
  ActivityQuery,
  errorCatalogue,
  exampleConnectStarted,
  isErrorCode,
  limits,
  operations,
  StartConnect,
  type ActivityEntry,
  type Answer,
  type Connection,
  type ErrorCode,
  type LiveEvent,
  type OperationId,
  type Problem,
} from '@latchkey/shared/contract'
import { ago, connectedSession, type MockState } from './mock-state.ts'

/** Where the stand-in lives; a scenario's state can be replaced and is told of each change. */
export interface MockService {
  get: () => MockState
  set: (state: MockState) => void
}

interface Call {
  state: MockState
  params: Readonly<Record<string, unknown>>
  query: URLSearchParams
  body: unknown
}

type Outcome<Name extends OperationId> = Exclude<Answer<Name>, undefined> | ErrorCode | undefined

function problem(code: ErrorCode): Response {
  const { status, title, detail } = errorCatalogue[code]
  const body: Problem = {
    type: `urn:latchkey:problem:${code}`,
    title,
    status,
    code,
    detail,
    requestId: 'mock-request-1',
    ...(status === 429 ? { retryAfterSeconds: 60 } : {}),
  }
  return HttpResponse.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}

const anonymous: MockState['session'] = { status: 'anonymous' }

const success = {
  startConnect: 201,
  endSession: 204,
  endOneSession: 204,
  endOtherSessions: 204,
} as const satisfies Partial<Record<OperationId, number>>

/** Answers one operation of the contract: with the body it promises, or with a code of the catalogue. */
function answer<Name extends OperationId>(
  service: MockService,
  name: Name,
  outcome: (call: Call) => Outcome<Name>,
): HttpHandler {
  const { method, path } = operations[name]
  const make = { GET: http.get, POST: http.post, DELETE: http.delete }[method]
  return make(path, async ({ request, params }) => {
    const state = service.get()
    if (state.service === 'down') return HttpResponse.error()
    if (state.service === 'html') return HttpResponse.html('<h1>502 Bad Gateway</h1>', { status: 502 })
    if (state.delayMs > 0) await delay(state.delayMs)
    const failing: Partial<Record<OperationId, ErrorCode>> = state.failing
    const code = failing[name]
    if (code !== undefined) return problem(code)
    const text = await request.text()
    const result = outcome({
      state,
      params,
      query: new URL(request.url).searchParams,
      body: text === '' ? undefined : JSON.parse(text),
    })
    if (typeof result === 'string' && isErrorCode(result)) return problem(result)
    const statuses: Partial<Record<OperationId, number>> = success
    const status = statuses[name] ?? 200
    return result === undefined
      ? new HttpResponse(null, { status: 204 })
      : HttpResponse.json(JSON.parse(JSON.stringify(result)), { status })
  })
}

function ownConnection(state: MockState, params: Call['params']): Connection | undefined {
  const live = state.session.status === 'connected' ? state.session.connections : []
  return live.find(({ id }) => id === params['connectionId'])
}

/** A page of what happened, as the API cuts it. */
function pageOf(entries: readonly ActivityEntry[], query: URLSearchParams): Outcome<'listActivity'> {
  const wanted = ActivityQuery.safeParse(Object.fromEntries(query))
  if (!wanted.success) return 'request.invalid'
  const { limit = limits.activityPageDefault, cursor } = wanted.data
  const start = cursor === undefined ? 0 : entries.findIndex(({ id }) => id === cursor) + 1
  const items = entries.slice(start, start + limit)
  const last = items.at(-1)
  return start + limit < entries.length && last !== undefined ? { items, nextCursor: last.id } : { items }
}

/** A live stream that begins as the API's does; these mocks change nothing behind the page's back. */
function quietStream(state: MockState): ReadableStream<Uint8Array> {
  const ready: LiveEvent = { event: 'ready', data: {} }
  const id = state.activity[0]?.id ?? '0-0'
  const text = `id: ${id}\nevent: ${ready.event}\ndata: ${JSON.stringify(ready.data)}\n\n`
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) })
}

function withConnections(state: MockState, connections: readonly Connection[]): MockState['session'] {
  return state.session.status === 'connected'
    ? { ...state.session, connections: [...connections] }
    : connectedSession(connections)
}

/** The operations that this app calls, over one state, answering what the contract promises. */
export function createHandlers(service: MockService): HttpHandler[] {
  const liveOf = (state: MockState): Connection[] =>
    state.session.status === 'connected' ? state.session.connections : []

  return [
    answer(service, 'getSession', ({ state }) => state.session),
    answer(service, 'endSession', ({ state }) => {
      service.set({ ...state, session: anonymous })
      return undefined
    }),
    answer(service, 'listSessions', ({ state }) =>
      state.session.status === 'anonymous' ? 'session.required' : { items: state.browsers },
    ),
    answer(service, 'endOneSession', ({ state, params }) => {
      if (state.session.status === 'anonymous') return 'session.required'
      const ending = state.browsers.find(({ id }) => id === params['sessionId'])
      if (ending === undefined) return 'session.not_found'
      const session = ending.current ? anonymous : state.session
      service.set({ ...state, session, browsers: state.browsers.filter((browser) => browser !== ending) })
      return undefined
    }),
    answer(service, 'endOtherSessions', ({ state, query }) => {
      if (state.session.status === 'anonymous') return 'session.required'
      const session = query.get('include') === 'current' ? anonymous : state.session
      service.set({ ...state, session, browsers: state.browsers.filter(({ current }) => current) })
      return undefined
    }),
    answer(service, 'startConnect', ({ body }) => {
      if (!StartConnect.safeParse(body).success) return 'request.invalid'
      return {
        ...exampleConnectStarted,
        authorizeUrl: new URL('/mock-intercom/consent', location.origin).href,
        expiresAt: ago(-600_000),
      }
    }),
    answer(service, 'getPending', ({ state }) => state.pending ?? 'pending.not_found'),
    answer(service, 'answerPending', ({ state, body }) => {
      const { pending } = state
      if (pending === undefined) return 'pending.not_found'
      const choice = pending.choices.find((one) => JSON.stringify({ choice: one }) === JSON.stringify(body))
      if (choice === undefined) return 'pending.choice_unavailable'
      if (choice === 'cancel') {
        service.set({ ...state, pending: undefined })
        return { returnTo: pending.returnTo }
      }
      const added: Connection = {
        id: 'answered00000000000000',
        status: 'active',
        uninstall: 'none',
        workspace: pending.workspace,
        admin: pending.admin,
        connectedAt: ago(0),
        checkedAt: ago(0),
      }
      const kept = choice === 'link' ? liveOf(state) : []
      service.set({ ...state, pending: undefined, session: withConnections(state, [...kept, added]) })
      return { connectionId: added.id, returnTo: pending.returnTo }
    }),
    answer(service, 'listConnections', ({ state, query }) => {
      if (state.session.status === 'anonymous') return 'session.required'
      const stopped = query.get('include') === 'disconnected' ? state.stopped : []
      return { items: [...liveOf(state), ...stopped] }
    }),
    answer(service, 'listActivity', ({ state, query }) =>
      state.session.status === 'anonymous' ? 'session.required' : pageOf(state.activity, query),
    ),
    answer(service, 'listConnectionActivity', ({ state, params, query }) => {
      if (state.session.status === 'anonymous') return 'session.required'
      const id = params['connectionId']
      if (![...liveOf(state), ...state.stopped].some((one) => one.id === id)) return 'connection.not_found'
      return pageOf(
        state.activity.filter(({ connectionId }) => connectionId === id),
        query,
      )
    }),
    http.get(operations.watchEvents.path, () => {
      const state = service.get()
      if (state.service !== 'up') return HttpResponse.error()
      if (state.session.status === 'anonymous') return problem('session.required')
      const code = state.failing.watchEvents
      if (code !== undefined) return problem(code)
      return new HttpResponse(quietStream(state), { headers: { 'content-type': 'text/event-stream' } })
    }),
    answer(service, 'disconnect', ({ state, params }) => {
      const connection = ownConnection(state, params)
      if (connection === undefined) return 'connection.not_found'
      const { reason: _, ...rest } = connection
      const stopped: Connection = { ...rest, status: 'disconnected', disconnectedAt: ago(0) }
      const live = liveOf(state).filter(({ id }) => id !== stopped.id)
      service.set({ ...state, session: withConnections(state, live), stopped: [stopped, ...state.stopped] })
      return stopped
    }),
    answer(service, 'verifyConnection', ({ state, params }) => {
      const before = ownConnection(state, params)
      if (before === undefined) return 'connection.not_found'
      const isFine = state.steps.every(({ ok }) => ok)
      const connection: Connection = {
        ...before,
        ...state.verifiedStatus,
        checkedAt: isFine ? ago(0) : before.checkedAt,
      }
      const live = liveOf(state).map((one) => (one.id === connection.id ? connection : one))
      service.set({ ...state, session: withConnections(state, live) })
      return { connection, steps: state.steps }
    }),
  ]
}
