import { z } from 'zod'
import { Id } from './connection.ts'
import { limits } from './limits.ts'
import { activityActors, activityKinds, reconnectReasons } from './vocabulary.ts'

/** Where an entry stands in its account's activity: a later entry has a greater place. */
export const ActivityPlace = z
  .string()
  .regex(/^\d{1,19}-\d{1,19}$/)
  .describe('Names an entry, and says where a page or a stream goes on')

/** One thing that happened to an account; what it is called is the web app's business. Holds no secret. */
export const ActivityEntry = z
  .object({
    id: ActivityPlace,
    at: z.iso.datetime().describe('UTC, ISO 8601'),
    kind: z.enum(activityKinds),
    actor: z.enum(activityActors).describe('Who brought it about, as seen from the browser that asks'),
    connectionId: Id.optional().describe('Present when it is about one connection, which may be gone by now'),
    workspace: z
      .object({ id: z.string(), name: z.string() })
      .optional()
      .describe('As it was called when this happened'),
    userAgent: z
      .string()
      .max(limits.userAgentMax)
      .optional()
      .describe('When kind is browser_signed_out: which browser it was, roughly, if it had said'),
    reason: z.enum(reconnectReasons).optional().describe('Present when kind is access_lost'),
  })
  .meta({ id: 'ActivityEntry' })
export type ActivityEntry = z.infer<typeof ActivityEntry>

/** A page of activity, newest first. Entries that are added meanwhile never shift it. */
export const ActivityPage = z
  .object({
    items: z.array(ActivityEntry),
    nextCursor: ActivityPlace.optional().describe('Absent on the last page'),
  })
  .meta({ id: 'ActivityPage' })
export type ActivityPage = z.infer<typeof ActivityPage>

export const ActivityQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(limits.activityPageMax).optional(),
  cursor: ActivityPlace.optional(),
})

const Nothing = z.strictObject({})

/**
 * What the live stream says, by the name of its event. Every event but `end` has an id: whoever comes back with it as
 * `Last-Event-ID` goes on right behind it.
 */
export const liveEvents = {
  /** The first event of a stream: what happens behind its id is told. What was read before may be older. */
  ready: Nothing,
  /** One thing that happened. */
  activity: ActivityEntry,
  /** What came in between is not known any more: read everything again. */
  reset: Nothing,
  /** The last event of a stream that the server ends. After `closing`, come back; after `signed_out` there is no use. */
  end: z.object({ reason: z.enum(['signed_out', 'closing']) }),
} as const satisfies Record<string, z.ZodType>

/** An event of the live stream, with its data. */
export type LiveEvent = {
  [Name in keyof typeof liveEvents]: { event: Name; data: z.infer<(typeof liveEvents)[Name]> }
}[keyof typeof liveEvents]
