import { isAway } from '../data/admins/away-mode.ts'
import { teamIdsOf } from '../data/teams/teams.ts'
import type { Region, SeedAdmin, SeedWorkspace } from '../seed.ts'
import type { Switches } from '../switches.ts'

const regionStrings: Record<Switches['regionStrings'], Record<Region, string>> = {
  seen: { us: 'US', eu: 'Europe', au: 'Australia' },
  short: { us: 'US', eu: 'EU', au: 'AU' },
  long: { us: 'United States', eu: 'Europe', au: 'Australia' },
}

/**
 * The body of `GET /me`. Version 2.11 alone promises job title, away mode and teams, so only it sends them
 * (Intercom's OpenAPI descriptions, `admin_with_app`).
 */
export function adminAnswer(
  { admin, workspace }: { admin: SeedAdmin; workspace: SeedWorkspace },
  { version, switches }: { version: string; switches: Switches },
) {
  return {
    type: 'admin',
    id: admin.id,
    email: admin.email,
    name: admin.name,
    ...emailVerifiedField(admin, switches),
    ...(version === '2.11' && {
      job_title: admin.jobTitle,
      away_mode_enabled: isAway(workspace, admin),
      away_mode_reassign: isAway(workspace, admin),
      team_ids: teamIdsOf(workspace, admin.id),
    }),
    app: {
      type: 'app',
      id_code: workspace.id,
      name: workspace.name,
      created_at: workspace.createdAt,
      secure: false,
      identity_verification: false,
      timezone: workspace.timezone,
      region: regionStrings[switches.regionStrings][workspace.region],
    },
    avatar: { type: 'avatar', image_url: admin.avatarUrl },
    has_inbox_seat: true,
  }
}

function emailVerifiedField(admin: SeedAdmin, switches: Switches): { email_verified?: boolean | null } {
  switch (switches.emailVerified) {
    case 'seeded':
      return { email_verified: admin.emailVerified }
    case 'alwaysTrue':
      return { email_verified: true }
    case 'alwaysFalse':
      return { email_verified: false }
    case 'null':
      return { email_verified: null }
    case 'missing':
      return {}
  }
}
