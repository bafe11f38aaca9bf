import * as z from 'zod'
import type { Call, CallOptions } from '../call/operation.ts'
import type { Page } from '../paging/page.ts'
import { id, shownIds, shownNumber, shownText } from './fields.ts'
import { wholeList } from './list-pages.ts'

const teamSchema = z.looseObject({
  id,
  name: shownText,
  admin_ids: shownIds,
  admin_priority_level: z
    .looseObject({ primary_admin_ids: shownIds, secondary_admin_ids: shownIds })
    .nullish()
    .catch(undefined),
  assignment_limit: shownNumber,
  distribution_method: shownText,
})

const teamListSchema = z.looseObject({ teams: z.array(teamSchema) })

/** A group of admins that conversations can be assigned to. */
export type Team = z.output<typeof teamSchema>

export const teamOperations = (call: Call) => ({
  /**
   * All teams of the workspace, on one page. Permission: read admins, as far as known.
   *
   * @see Intercom, "List all teams"
   */
  list: async (_input: Record<string, never> = {}, options?: CallOptions): Promise<Page<Team>> =>
    wholeList(call, {
      request: { route: '/teams', answer: teamListSchema },
      itemsOf: (answer) => answer.teams,
      options,
    }),

  /**
   * One team. Permission: read admins, as far as known.
   *
   * @throws IntercomError `intercom.not_found` (`intercomCode` `team_not_found`)
   * @see Intercom, "Retrieve a team"
   */
  show: async (input: { id: string }, options?: CallOptions): Promise<Team> =>
    call(
      { method: 'GET', route: '/teams/{id}', params: { id: input.id }, answer: teamSchema, repeat: 'safe' },
      options,
    ),
})
