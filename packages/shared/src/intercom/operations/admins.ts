import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import type { Page } from '../paging/page.ts'
import { id, shownFlag, shownId, shownIds, shownPicture, shownText } from './fields.ts'
import { wholeList } from './list-pages.ts'

const adminSchema = z.looseObject({
  id,
  name: shownText,
  email: shownText,
  job_title: shownText,
  avatar: shownPicture,
  has_inbox_seat: shownFlag,
  away_mode_enabled: shownFlag,
  away_mode_reassign: shownFlag,
  away_status_reason_id: shownId,
  team_ids: shownIds,
  team_priority_level: z
    .looseObject({ primary_team_ids: shownIds, secondary_team_ids: shownIds })
    .nullish()
    .catch(undefined),
})

// The descriptions allow null for an admin here, which is nobody.
const adminListSchema = z.looseObject({ admins: z.array(adminSchema.nullable()) })

/** A teammate of the workspace. The address is not a verified one, `me` alone tells that. */
export type Admin = z.output<typeof adminSchema>

export const adminOperations = (call: Call) => ({
  /**
   * All admins of the workspace, on one page. Permission: read admins.
   *
   * @see Intercom, "List all admins"
   */
  list: async (
    { displayAvatar }: { displayAvatar?: boolean | undefined } = {},
    options?: CallOptions,
  ): Promise<Page<Admin>> =>
    wholeList(call, {
      request: { route: '/admins', query: { display_avatar: displayAvatar }, answer: adminListSchema },
      itemsOf: (answer) => answer.admins.filter((admin) => admin !== null),
      options,
    }),

  /**
   * One admin. Permission: read one admin.
   *
   * @throws IntercomError `intercom.not_found` (`intercomCode` `admin_not_found`)
   * @see Intercom, "Retrieve an admin"
   */
  show: async (input: { id: string }, options?: CallOptions): Promise<Admin> =>
    call(
      {
        method: 'GET',
        route: '/admins/{id}',
        params: { id: input.id },
        answer: adminSchema,
        repeat: 'safe',
      },
      options,
    ),
})
