import { teamsOf } from '../../data/teams/teams.ts'
import type { Team } from '../../data/teams/teams.ts'
import { RestError } from '../operation.ts'
import type { ApiVersion, RestOperation } from '../operation.ts'

/** The teams of the caller's workspace. */
export function teamOperations(): RestOperation[] {
  return [
    {
      route: 'GET /teams',
      permission: 'read_admins',
      handle: ({ caller, version }) => ({
        body: { type: 'team.list', teams: teamsOf(caller.workspace).map((team) => teamItem(team, version)) },
      }),
    },
    {
      route: 'GET /teams/:id',
      permission: 'read_admins',
      handle({ caller, version, params }) {
        const team = teamsOf(caller.workspace).find(({ id }) => id === params['id'])
        if (team === undefined) {
          throw new RestError(404, { code: 'team_not_found', message: 'Team not found' })
        }
        return { body: teamItem(team, version) }
      },
    },
  ]
}

/** How a team hands out conversations is told from 2.14 on. */
function teamItem(team: Team, version: ApiVersion) {
  const tellsDistribution = version === '2.14' || version === '2.16'
  return {
    type: 'team',
    id: team.id,
    name: team.name,
    admin_ids: team.adminIds.map(Number),
    ...(tellsDistribution && {
      assignment_limit: team.assignmentLimit,
      distribution_method: team.distributionMethod,
    }),
  }
}
