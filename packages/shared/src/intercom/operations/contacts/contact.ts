import * as z from 'zod'
import { cursorListFields } from '../../paging/list-answer.ts'
import {
  id,
  shownAttributes,
  shownExcerpt,
  shownFlag,
  shownId,
  shownNumber,
  shownPicture,
  shownText,
} from '../fields.ts'

export const contactSchema = z.looseObject({
  id,
  workspace_id: shownText,
  /** The workspace's own key for the contact. */
  external_id: shownId,
  role: shownText,
  email: shownText,
  phone: shownText,
  name: shownText,
  avatar: shownPicture,
  /** The admin who looks after the contact. */
  owner_id: shownId,
  has_hard_bounced: shownFlag,
  marked_email_as_spam: shownFlag,
  unsubscribed_from_emails: shownFlag,
  created_at: shownNumber,
  updated_at: shownNumber,
  signed_up_at: shownNumber,
  last_seen_at: shownNumber,
  last_replied_at: shownNumber,
  last_contacted_at: shownNumber,
  location: z
    .looseObject({ country: shownText, region: shownText, city: shownText })
    .nullish()
    .catch(undefined),
  custom_attributes: shownAttributes,
  tags: shownExcerpt,
  notes: shownExcerpt,
  companies: shownExcerpt,
})

/** A user or a lead of the workspace. */
export type Contact = z.output<typeof contactSchema>

/** What the lists and the search of contacts answer. */
export const contactListSchema = z.looseObject({ data: z.array(contactSchema), ...cursorListFields })

/** What archiving and unarchiving answer: the ids, and in some versions the new state. */
export const archivedContactSchema = z.looseObject({ id, external_id: shownId, archived: shownFlag })

export type ArchivedContact = z.output<typeof archivedContactSchema>

/** What may be written of a contact, under Intercom's names; fields left out stay as they are. */
export interface ContactFields {
  role?: 'user' | 'lead' | undefined
  external_id?: string | undefined
  email?: string | undefined
  /** Versions from 2.16, and only together with `email`. */
  email_verified?: boolean | null | undefined
  phone?: string | null | undefined
  name?: string | null | undefined
  /** Address of a picture. */
  avatar?: string | null | undefined
  /** Unix seconds. */
  signed_up_at?: number | null | undefined
  /** Unix seconds. */
  last_seen_at?: number | null | undefined
  /** An admin's id; a number in versions before 2.16, if Intercom insists on it. */
  owner_id?: string | number | null | undefined
  unsubscribed_from_emails?: boolean | null | undefined
  custom_attributes?: Record<string, unknown> | null | undefined
}
