import type { Call, CallOptions } from '../call/operation.ts'
import { nothing } from './fields.ts'
import { requireSeconds, requireTexts } from './input-checks.ts'

/** Something that a contact did. */
export type NewEvent = {
  /** Past tense and object by Intercom's advice, such as `invited-friend`. */
  event_name: string
  /** Unix seconds. Required, because Intercom tells events apart by contact, name and this time. */
  created_at: number
  /** At most ten keys are kept; values are texts, numbers, or Intercom's link and amount objects. */
  metadata?: Record<string, unknown> | undefined
} & (
  | { /** The contact's id in Intercom. */ id: string; user_id?: never; email?: never }
  | { /** The contact's `external_id`. */ user_id: string; id?: never; email?: never }
  | { /** Only where an address means one contact. */ email: string; id?: never; user_id?: never }
)

export const eventOperations = (call: Call) => ({
  /**
   * Notes that a contact did something; Intercom answers before it is stored. Permission: write events.
   *
   * Repeated when an answer is lost: Intercom ignores an event with the contact, name and time of another, and
   * so does one that the caller sends twice.
   *
   * @throws IntercomError `intercom.not_found` when there is no such contact
   * @throws TypeError naming an empty field, or when not exactly one of `id`, `user_id` and `email` is given
   * @throws RangeError when `created_at` is no unix time in seconds
   * @see Intercom, "Submit a data event"
   */
  submit: async (event: NewEvent, options?: CallOptions): Promise<void> => {
    const { event_name, created_at, metadata, id, user_id, email } = event
    requireTexts({ event_name })
    requireSeconds('created_at', created_at)
    const whose = Object.entries({ id, user_id, email }).filter(([, value]) => value !== undefined)
    if (whose.length !== 1) throw new TypeError('exactly one of id, user_id and email must be given')
    const contact = Object.fromEntries(whose)
    requireTexts(contact)
    return call(
      {
        method: 'POST',
        route: '/events',
        json: { event_name, created_at, ...contact, metadata },
        answer: nothing,
        repeat: 'safe',
      },
      options,
    )
  },
})
