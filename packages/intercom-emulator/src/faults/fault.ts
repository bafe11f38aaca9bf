import { z } from 'zod'
import { FaultHost, FaultRoute } from './fault-target.ts'

const waitMs = z.int().min(0).max(600_000).default(0)

const common = {
  route: FaultRoute,
  /** Only requests to this host; to all where it is left out. */
  host: FaultHost.exactOptional(),
  /** Only calls with a token of this workspace. */
  workspaceId: z.string().min(1).exactOptional(),
  /** Only calls with a token of this app. */
  clientId: z.string().min(1).exactOptional(),
  /** How many requests it strikes; `null` means every one until it is removed. */
  count: z.int().min(1).nullable().default(1),
  /** How many requests it lets pass before the first that it may strike. */
  skip: z.int().min(0).default(0),
  /** The chance of each request, 0 to 1, to be struck. */
  rate: z.number().min(0).max(1).default(1),
  /** Waited before anything else, in real time. */
  latencyMs: waitMs,
  /** At most as much more, by chance. */
  jitterMs: waitMs,
}

/** Whether the request still does its work (uses the code, uninstalls) before the fault strikes. */
const effect = z.enum(['skipped', 'done']).default('skipped')
const anyStatus = z.int().min(200).max(599)
const errorStatus = z.int().min(400).max(599)

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'Not the name of a header')
/** What Node lets into a header: no control characters but the tab, and nothing beyond Latin-1. */
const headerValue = z.string().regex(/^[\t\u0020-\u007e\u0080-\u00ff]*$/, 'Not the value of a header')

const maximumOversizeBytes = 64 * 1024 * 1024
const dayMs = 24 * 60 * 60 * 1000

/** A fault that a route shows instead of, or on top of, its answer. */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('latency') }),
  z.strictObject({
    ...common,
    kind: z.literal('status'),
    effect,
    status: errorStatus,
    code: z.string().default('server_error'),
    message: z.string().default('The emulator was told to fail'),
    headers: z.record(headerName, headerValue).default({}),
  }),
  z.strictObject({ ...common, kind: z.literal('noEnvelope'), effect, status: errorStatus.default(500) }),
  z.strictObject({
    ...common,
    kind: z.literal('rateLimited'),
    limit: z.int().min(1).default(1666),
    /** What the answer says about when to come again. */
    reset: z.enum(['window', 'absent', 'past', 'hourAhead', 'retryAfter']).default('window'),
  }),
  z.strictObject({ ...common, kind: z.literal('html'), effect, status: anyStatus.default(200) }),
  z.strictObject({ ...common, kind: z.literal('empty'), effect, status: anyStatus.default(200) }),
  z.strictObject({ ...common, kind: z.literal('invalidJson'), effect }),
  z.strictObject({
    ...common,
    kind: z.literal('redirect'),
    effect,
    status: z.literal([301, 302, 303, 307, 308]).default(302),
    location: headerValue.default('/_emulator'),
  }),
  z.strictObject({ ...common, kind: z.literal('reset'), effect }),
  z.strictObject({ ...common, kind: z.literal('hang'), effect }),
  z.strictObject({ ...common, kind: z.literal('stall') }),
  z.strictObject({
    ...common,
    kind: z.literal('slow'),
    bytesPerSecond: z.int().min(1).max(1_000_000).default(100),
  }),
  z.strictObject({ ...common, kind: z.literal('truncated') }),
  z.strictObject({
    ...common,
    kind: z.literal('wrongType'),
    contentType: headerValue.min(1).default('text/html; charset=utf-8'),
  }),
  z.strictObject({ ...common, kind: z.literal('wrongGzip') }),
  z.strictObject({
    ...common,
    kind: z.literal('wrongRequestId'),
    /** `absent` from header and envelope, or another one in the header than in the envelope. */
    requestId: z.enum(['absent', 'other']).default('absent'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('clockSkew'),
    /** How far ahead the `Date` header and the rate limit's reset are; negative for behind. */
    skewMs: z.int().min(-dayMs).max(dayMs),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('oversize'),
    bytes: z.int().min(1).max(maximumOversizeBytes).default(5_000_000),
  }),
  z.strictObject({ ...common, kind: z.literal('noToken'), route: z.literal('POST /auth/eagle/token') }),
  z.strictObject({ ...common, kind: z.literal('meWithoutApp'), route: z.literal('GET /me') }),
  z.strictObject({ ...common, kind: z.literal('meUnknownRegion'), route: z.literal('GET /me') }),
  z.strictObject({
    ...common,
    kind: z.literal('changeAnswer'),
    contentType: headerValue.min(1).optional(),
    /** Dotted paths to new values, `app.region` for one. */
    set: z.record(z.string(), z.json()).default({}),
    /** Dotted paths of what is taken out. */
    remove: z.array(z.string()).default([]),
  }),
])

export type Fault = z.output<typeof Fault>
/** As a caller writes it: everything with a default may be left out. */
export type FaultInput = z.input<typeof Fault>
export type FaultKind = Fault['kind']
