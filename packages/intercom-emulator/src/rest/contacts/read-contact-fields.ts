import { z } from 'zod'
import type { ContactFields } from '../../data/contacts/contact-store.ts'
import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { invalidParameter, readBody } from '../read-body.ts'

const text = z.string().max(2000)
const seconds = z.int().min(0)

/** Custom objects are written as lists of ids, from 2.13 on. */
const attributeValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

const Fields = z.object({
  role: z.enum(['user', 'lead']).optional(),
  external_id: text.min(1).nullish(),
  email: text.regex(/^[^\s@]+@[^\s@]+$/).nullish(),
  phone: text.nullish(),
  name: text.nullish(),
  avatar: text.nullish(),
  signed_up_at: seconds.nullish(),
  last_seen_at: seconds.nullish(),
  owner_id: z.union([z.int().transform(String), z.string().regex(/^\d+$/), z.null()]).optional(),
  unsubscribed_from_emails: z.boolean().nullish(),
  custom_attributes: z.record(z.string(), attributeValue).nullish(),
})

/**
 * Reads the fields of a contact that a caller sends; unknown ones are passed over, as Intercom does.
 *
 * @throws RestError 400 where there is no JSON object, 422 `parameter_invalid` naming the field that is not valid
 */
export function readContactFields(body: unknown, workspace: SeedWorkspace): ContactFields {
  const { unsubscribed_from_emails, custom_attributes, ...fields } = readBody(Fields, body)
  const isOwner = (id: string) => adminsOf(workspace).some((admin) => admin.id === id)
  if (typeof fields.owner_id === 'string' && !isOwner(fields.owner_id)) throw invalidParameter('owner_id')
  return present({
    ...fields,
    unsubscribed_from_emails: unsubscribed_from_emails ?? undefined,
    custom_attributes: custom_attributes ?? undefined,
  })
}

type MaybeFields = { [Name in keyof ContactFields]: ContactFields[Name] | undefined }

function present(fields: MaybeFields): ContactFields {
  // What is left has no undefined values, which is all that the types differ in.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as ContactFields
}
