import { requireSeconds, requireTexts } from '../input-checks.ts'

interface Reply {
  /** The conversation's id. */
  id: string
  /** Text or HTML. */
  body: string
  /** Pictures to attach, at most ten. */
  attachment_urls?: readonly string[] | undefined
  /** Unix seconds. Default: now. */
  created_at?: number | undefined
}

/** A reply by an admin: a comment that the contact sees, or a note that only colleagues see. */
export interface AdminReply extends Reply {
  type: 'admin'
  admin_id: string
  /** Default `comment`. */
  message_type?: 'comment' | 'note' | undefined
}

/**
 * A reply in a contact's name, told by exactly one of its keys. The conversation's id may be `last`, for that
 * contact's newest one.
 */
export type ContactReply = Reply & { type: 'user' } & (
    | { /** The contact's id in Intercom. */ intercom_user_id: string; user_id?: never; email?: never }
    | { /** The contact's `external_id`. */ user_id: string; intercom_user_id?: never; email?: never }
    | { email: string; intercom_user_id?: never; user_id?: never }
  )

/**
 * The body to send for a reply.
 *
 * @throws TypeError or RangeError naming the field that is wrong
 */
export function replyBody(reply: AdminReply | ContactReply): object {
  const { body, attachment_urls, created_at } = reply
  requireTexts({ body })
  if (created_at !== undefined) requireSeconds('created_at', created_at)
  const shared = { type: reply.type, body, attachment_urls, created_at }
  if (reply.type === 'admin') {
    const { admin_id, message_type = 'comment' } = reply
    requireTexts({ admin_id })
    if (message_type !== 'comment' && message_type !== 'note') {
      throw new TypeError('message_type must be comment or note')
    }
    return { ...shared, message_type, admin_id }
  }
  if (reply.type !== 'user') throw new TypeError('type must be admin or user')
  const { intercom_user_id, user_id, email } = reply
  const who = Object.entries({ intercom_user_id, user_id, email }).filter(([, value]) => value !== undefined)
  if (who.length !== 1)
    throw new TypeError('exactly one of intercom_user_id, user_id and email must be given')
  const contact = Object.fromEntries(who)
  requireTexts(contact)
  return { ...shared, message_type: 'comment', ...contact }
}
