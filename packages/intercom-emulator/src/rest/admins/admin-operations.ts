import { isAway } from '../../data/admins/away-mode.ts'
import { teamIdsOf } from '../../data/teams/teams.ts'
import { adminsOf } from '../../directory.ts'
import type { SeedAdmin } from '../../seed.ts'
import { RestError } from '../operation.ts'
import type { ApiVersion, RestCall, RestOperation } from '../operation.ts'

/** The admins of the caller's workspace. */
export function adminOperations(): RestOperation[] {
  return [
    {
      route: 'GET /admins',
      permission: 'read_admins',
      handle: (call) => ({
        body: {
          type: 'admin.list',
          admins: adminsOf(call.caller.workspace).map((admin) => adminItem(admin, call)),
        },
      }),
    },
    {
      route: 'GET /admins/:id',
      permission: 'read_single_admin',
      handle(call) {
        const { workspace } = call.caller
        const admin = adminsOf(workspace).find(({ id }) => id === call.params['id'])
        if (admin === undefined) {
          throw new RestError(404, { code: 'admin_not_found', message: 'Admin not found' })
        }
        const away_status_reason_id = isAtLeast214(call.version) ? { away_status_reason_id: null } : {}
        return { body: { ...adminItem(admin, call), ...away_status_reason_id } }
      },
    },
  ]
}

/** 2.11 alone promises the job title; the picture comes when `display_avatar` asks for it. */
function adminItem(admin: SeedAdmin, { caller: { workspace }, version, query }: RestCall) {
  const away = isAway(workspace, admin)
  return {
    type: 'admin',
    email: admin.email,
    id: admin.id,
    name: admin.name,
    ...(version === '2.11' && { job_title: admin.jobTitle }),
    away_mode_enabled: away,
    away_mode_reassign: away,
    has_inbox_seat: true,
    team_ids: teamIdsOf(workspace, admin.id),
    ...(query['display_avatar'] === 'true' && { avatar: avatarOf(admin, version) }),
  }
}

/** An address in all versions but 2.11, which wraps it (Intercom's OpenAPI descriptions, `admin`). */
function avatarOf({ avatarUrl }: SeedAdmin, version: ApiVersion) {
  return version === '2.11' && avatarUrl !== null ? { image_url: avatarUrl } : avatarUrl
}

function isAtLeast214(version: ApiVersion): boolean {
  return version === '2.14' || version === '2.16'
}
