import { z } from 'zod'
import { routeNames } from '../route-names.ts'

const common = {
  route: z.enum(routeNames),
  /** How many requests it meets; `null` means every one until a reset. */
  count: z.int().min(1).nullable().default(1),
  /** Waited before anything else, in real time. */
  latencyMs: z.int().min(0).max(600_000).default(0),
}

/** Whether the request still does its work (uses the code, uninstalls) before the fault strikes. */
const effect = z.enum(['skipped', 'done']).default('skipped')

const maximumOversizeBytes = 64 * 1024 * 1024

/** A fault that a route shows instead of, or on top of, its answer. */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('latency') }),
  z.strictObject({
    ...common,
    kind: z.literal('status'),
    effect,
    status: z.int().min(400).max(599),
    code: z.string().default('server_error'),
    message: z.string().default('The emulator was told to fail'),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('html'),
    effect,
    status: z.int().min(200).max(599).default(200),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('empty'),
    effect,
    status: z.int().min(200).max(599).default(200),
  }),
  z.strictObject({ ...common, kind: z.literal('invalidJson'), effect }),
  z.strictObject({
    ...common,
    kind: z.literal('redirect'),
    effect,
    status: z.literal([301, 302, 303, 307, 308]).default(302),
    location: z.string().default('/_emulator'),
  }),
  z.strictObject({ ...common, kind: z.literal('reset'), effect }),
  z.strictObject({ ...common, kind: z.literal('hang'), effect }),
  z.strictObject({ ...common, kind: z.literal('stall') }),
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
    contentType: z.string().optional(),
    /** Dotted paths to new values, `app.region` for one. */
    set: z.record(z.string(), z.json()).default({}),
    /** Dotted paths of what is taken out. */
    remove: z.array(z.string()).default([]),
  }),
])

export type Fault = z.output<typeof Fault>
/** As a caller writes it: everything with a default may be left out. */
export type FaultInput = z.input<typeof Fault>
