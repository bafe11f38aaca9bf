import type { Company } from '../../data/companies/company.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import type { SeedWorkspace } from '../../seed.ts'
import type { ApiVersion } from '../operation.ts'
import { segmentAnswer } from '../segments/segment-answer.ts'

interface CompanyView {
  workspace: SeedWorkspace
  data: WorkspaceData
  version: ApiVersion
}

/**
 * A company as Intercom answers it. Size, website and industry are left out where the company has none, but for 2.11,
 * which alone promises them (Intercom's OpenAPI descriptions, `company`).
 */
export function companyAnswer(company: Company, { workspace, data, version }: CompanyView) {
  const promised = version === '2.11'
  return {
    type: 'company',
    company_id: company.company_id,
    id: company.id,
    app_id: workspace.id,
    name: company.name,
    remote_created_at: company.remote_created_at,
    created_at: company.created_at,
    updated_at: company.updated_at,
    last_request_at: company.last_request_at,
    monthly_spend: company.monthly_spend,
    session_count: company.session_count,
    user_count: company.user_count,
    ...((promised || company.size > 0) && { size: company.size }),
    ...((promised || company.website !== '') && { website: company.website }),
    ...((promised || company.industry !== '') && { industry: company.industry }),
    tags: { type: 'tag.list', tags: company.tags.flatMap((id) => tagAnswer(id, data)) },
    segments: {
      type: 'segment.list',
      segments: data.segments.ofCompany(company).map((segment) => segmentAnswer(segment)),
    },
    plan: company.plan === null ? {} : { type: 'plan', ...company.plan },
    custom_attributes: company.custom_attributes,
    ...(version === '2.16' && { notes: { type: 'note.list', notes: [] } }),
  }
}

function tagAnswer(id: string, { tags }: WorkspaceData) {
  const tag = tags.find(id)
  return tag === undefined ? [] : [{ type: 'tag', ...tag }]
}
