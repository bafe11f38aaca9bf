/** Something that a contact did, told by an app. */
export interface ContactEvent {
  contactId: string
  name: string
  /** Unix seconds. */
  createdAt: number
}

const keptEvents = 10_000

/**
 * The events of one workspace: the latest ten thousand. One that was told before (same contact, name and second) is
 * taken and not kept again, as Intercom does (Intercom, "Submit a data event").
 */
export function createEventList() {
  const events = new Map<string, ContactEvent>()
  return {
    /** Returns whether it is a new one. */
    add(event: ContactEvent): boolean {
      const key = JSON.stringify([event.contactId, event.name, event.createdAt])
      if (events.has(key)) return false
      events.set(key, event)
      const [oldest] = events.keys()
      if (events.size > keptEvents && oldest !== undefined) events.delete(oldest)
      return true
    },
    count: (): number => events.size,
    /** The oldest first. */
    list: (): ContactEvent[] => [...events.values()],
  }
}
