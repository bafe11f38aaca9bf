import type { ItemDraws } from '../draws.ts'
import type { ConversationState } from './conversation.ts'

interface Facts {
  draws: ItemDraws
  created_at: number
  updated_at: number
  state: ConversationState
  adminId: string | null
  seededParts: number
}

/** What Intercom counts of a conversation; only what has happened is there. */
export function seededStatistics({
  draws,
  created_at,
  updated_at,
  state,
  adminId,
  seededParts,
}: Facts): Record<string, number | string> {
  const lasted = updated_at - created_at
  const replied = Math.floor(lasted * (draws.below(100, 'statistics.reply') / 100))
  const assigned = Math.floor(replied / 2)
  return {
    type: 'conversation_statistics',
    ...(adminId !== null && {
      time_to_assignment: assigned,
      first_assignment_at: created_at + assigned,
      last_assignment_at: created_at + assigned,
      time_to_admin_reply: replied,
      median_time_to_reply: replied,
      first_admin_reply_at: created_at + replied,
      last_admin_reply_at: created_at + replied,
      last_assignment_admin_reply_at: created_at + replied,
    }),
    ...(state === 'closed' && {
      time_to_first_close: lasted,
      time_to_last_close: lasted,
      first_close_at: updated_at,
      last_close_at: updated_at,
      ...(adminId !== null && { last_closed_by_id: adminId }),
    }),
    first_contact_reply_at: created_at,
    last_contact_reply_at: created_at,
    count_reopens: 0,
    count_assignments: adminId === null ? 0 : 1,
    count_conversation_parts: seededParts + 1,
  }
}
