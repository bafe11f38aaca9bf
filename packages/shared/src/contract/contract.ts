import { z } from 'zod'
import { ActivityPage, ActivityQuery, liveEvents } from './activity.ts'
import { AnswerPending, ConnectStarted, Pending, PendingAnswered, StartConnect } from './connect.ts'
import { Connection, ConnectionList, Id, Verification } from './connection.ts'
import type { ErrorCode } from './error-catalogue.ts'
import {
  exampleActiveSession,
  exampleActivityPage,
  exampleConnection,
  exampleConnectStarted,
  examplePending,
  examplePendingAnswered,
  exampleReadiness,
  exampleSession,
  exampleVerification,
} from './examples.ts'
import { Liveness, Readiness } from './health.ts'
import { operations, type OperationId } from './operations.ts'
import { ActiveSessionList, Session } from './session.ts'

interface RouteShape {
  readonly summary: string
  readonly tag: 'session' | 'oauth' | 'connections' | 'activity' | 'health'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Every answer that is not an error, by status; `null` is an answer whose body is a redirect, a page or nothing. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>
  /** For a route whose 200 is a stream of server-sent events: the data of each, by name. */
  readonly events?: Readonly<Record<string, z.ZodType>>
  /** Codes of its own; those every route can answer (`store.unavailable`, `internal.unexpected` …) are implied. */
  readonly errors: readonly ErrorCode[]
  readonly examples: Readonly<Record<number, unknown>>
}

const ofPending = z.strictObject({ pendingId: Id })
const ofSession = z.strictObject({ sessionId: Id })
const ofConnection = z.strictObject({ connectionId: Id })

const shapes = {
  getSession: {
    summary: 'Who this browser is',
    tag: 'session',
    answers: { 200: Session },
    errors: [],
    examples: { 200: exampleSession },
  },
  endSession: {
    summary: 'Sign out here; connections stay',
    tag: 'session',
    answers: { 204: null },
    errors: ['request.cross_site'],
    examples: {},
  },
  listSessions: {
    summary: 'The browsers signed in to this account',
    tag: 'session',
    answers: { 200: ActiveSessionList },
    errors: ['session.required'],
    examples: { 200: { items: [exampleActiveSession] } },
  },
  endOtherSessions: {
    summary: 'Sign out every other browser; with include=current this one too, and whoever else is signed in',
    tag: 'session',
    query: z.strictObject({ include: z.literal('current').optional() }),
    answers: { 204: null },
    errors: ['request.invalid', 'request.cross_site', 'session.required'],
    examples: {},
  },
  endOneSession: {
    summary: 'Sign out one browser; this one too, if it is the one named',
    tag: 'session',
    params: ofSession,
    answers: { 204: null },
    errors: ['request.invalid', 'request.cross_site', 'session.required', 'session.not_found'],
    examples: {},
  },
  startConnect: {
    summary: 'Start connecting or reconnecting a workspace',
    tag: 'oauth',
    body: StartConnect,
    answers: { 200: null, 201: ConnectStarted },
    errors: ['request.invalid', 'request.cross_site', 'session.required', 'connection.not_found'],
    examples: { 201: exampleConnectStarted },
  },
  finishConnect: {
    summary: 'Where Intercom sends the person back; always goes on to the web app',
    tag: 'oauth',
    answers: { 303: null },
    errors: [],
    examples: {},
  },
  getPending: {
    summary: 'The question to answer before a workspace is linked',
    tag: 'oauth',
    params: ofPending,
    answers: { 200: Pending },
    errors: ['request.invalid', 'pending.not_found'],
    examples: { 200: examplePending },
  },
  answerPending: {
    summary: 'Answer the question; it can be answered once',
    tag: 'oauth',
    params: ofPending,
    body: AnswerPending,
    answers: { 200: PendingAnswered },
    errors: [
      'request.invalid',
      'request.cross_site',
      'pending.not_found',
      'pending.choice_unavailable',
      'connection.limit_reached',
      'oauth.session_changed',
      'oauth.interrupted',
    ],
    examples: { 200: examplePendingAnswered },
  },
  listConnections: {
    summary: 'The connections of this account; with include=disconnected, tombstones of the last 30 days too',
    tag: 'connections',
    query: z.strictObject({ include: z.literal('disconnected').optional() }),
    answers: { 200: ConnectionList },
    errors: ['request.invalid', 'session.required'],
    examples: { 200: { items: [exampleConnection] } },
  },
  getConnection: {
    summary: 'One connection',
    tag: 'connections',
    params: ofConnection,
    answers: { 200: Connection },
    errors: ['request.invalid', 'session.required', 'connection.not_found'],
    examples: { 200: exampleConnection },
  },
  disconnect: {
    summary: 'Stop here at once and erase the token; the app stays installed in Intercom',
    tag: 'connections',
    params: ofConnection,
    answers: { 200: Connection },
    errors: ['request.invalid', 'request.cross_site', 'session.required', 'connection.not_found'],
    examples: {
      200: { ...exampleConnection, status: 'disconnected', disconnectedAt: '2026-03-04T08:00:00.000Z' },
    },
  },
  verifyConnection: {
    summary: 'Test the connection now, step by step; also 200 when it finds the access gone',
    tag: 'connections',
    params: ofConnection,
    answers: { 200: Verification },
    errors: ['request.invalid', 'request.cross_site', 'session.required', 'connection.not_found'],
    examples: { 200: exampleVerification },
  },
  listActivity: {
    summary: 'What happened to this account, newest first',
    tag: 'activity',
    query: ActivityQuery,
    answers: { 200: ActivityPage },
    errors: ['request.invalid', 'session.required'],
    examples: { 200: exampleActivityPage },
  },
  listConnectionActivity: {
    summary: 'What happened to one connection, newest first',
    tag: 'activity',
    params: ofConnection,
    query: ActivityQuery,
    answers: { 200: ActivityPage },
    errors: ['request.invalid', 'session.required', 'connection.not_found'],
    examples: { 200: exampleActivityPage },
  },
  watchEvents: {
    summary: 'What happens to this account, live; with Last-Event-ID from where that event left off',
    tag: 'activity',
    answers: { 200: null },
    events: liveEvents,
    errors: ['session.required', 'events.limit_reached'],
    examples: {},
  },
  getLiveness: {
    summary: 'The process answers',
    tag: 'health',
    answers: { 200: Liveness },
    errors: [],
    examples: { 200: { status: 'ok' } },
  },
  getReadiness: {
    summary: 'The process can do its work',
    tag: 'health',
    answers: { 200: Readiness, 503: Readiness },
    errors: [],
    examples: { 200: exampleReadiness },
  },
} as const satisfies Record<OperationId, RouteShape>

type Shapes = typeof shapes

/** One operation: method and path, what goes in, every answer by status, its error codes and an example per answer. */
export type Route<Name extends OperationId = OperationId> = (typeof operations)[Name] & Shapes[Name]

function join<Name extends OperationId>(name: Name): Route<Name> & { operationId: Name } {
  return { operationId: name, ...operations[name], ...shapes[name] }
}

/** Every operation of the API, once. The server's routes, the web app's calls, the mocks and the OpenAPI file derive from it. */
export const contract = {
  getSession: join('getSession'),
  endSession: join('endSession'),
  listSessions: join('listSessions'),
  endOtherSessions: join('endOtherSessions'),
  endOneSession: join('endOneSession'),
  startConnect: join('startConnect'),
  finishConnect: join('finishConnect'),
  getPending: join('getPending'),
  answerPending: join('answerPending'),
  listConnections: join('listConnections'),
  getConnection: join('getConnection'),
  disconnect: join('disconnect'),
  verifyConnection: join('verifyConnection'),
  listActivity: join('listActivity'),
  listConnectionActivity: join('listConnectionActivity'),
  watchEvents: join('watchEvents'),
  getLiveness: join('getLiveness'),
  getReadiness: join('getReadiness'),
} as const satisfies { [Name in OperationId]: Route<Name> & { operationId: Name } }

type Part<Name extends OperationId, Key extends string> =
  Shapes[Name] extends Record<Key, infer Schema extends z.ZodType> ? z.infer<Schema> : undefined

/** What an operation takes and answers, as plain types for callers: `Body<'startConnect'>`, `Answer<'getSession'>`. */
export type Body<Name extends OperationId> = Part<Name, 'body'>
export type Params<Name extends OperationId> = Part<Name, 'params'>
export type Query<Name extends OperationId> = Part<Name, 'query'>
export type Answer<Name extends OperationId> = {
  [Status in keyof Shapes[Name]['answers']]: Shapes[Name]['answers'][Status] extends infer Schema extends
    z.ZodType
    ? z.infer<Schema>
    : undefined
}[keyof Shapes[Name]['answers']]
