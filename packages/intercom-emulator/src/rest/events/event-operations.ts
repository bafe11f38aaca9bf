import { z } from 'zod'
import { requirePerson } from '../contacts/find-person.ts'
import type { RestOperation } from '../operation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { readBody } from '../read-body.ts'

const metadataKeysMax = 20

const Event = z.object({
  event_name: z.string().min(1).max(120),
  created_at: z.int().min(1),
  id: z.string().min(1).optional(),
  user_id: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((metadata) => Object.keys(metadata).length <= metadataKeysMax)
    .optional(),
})

/** What contacts did, told by the app. */
export function eventOperations({ data }: Pick<OperationDeps, 'data'>): RestOperation[] {
  return [
    {
      route: 'POST /events',
      permission: 'write_events',
      handle({ caller, body }) {
        const event = readBody(Event, body)
        const { contacts, events } = data.of(caller.workspace)
        const { id: contactId } = requirePerson(contacts, { ...event, idField: 'user_id' })
        events.add({ contactId, name: event.event_name, createdAt: event.created_at })
        return { status: 202 }
      },
    },
  ]
}
