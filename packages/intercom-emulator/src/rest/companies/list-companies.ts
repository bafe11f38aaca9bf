import type { Company } from '../../data/companies/company.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import { takeNumberedPage } from '../../paging/numbered-page.ts'
import { readPage, readPerPage } from '../../paging/read-per-page.ts'
import type { OperationDeps } from '../operation-deps.ts'
import type { RestAnswer, RestCall } from '../operation.ts'
import { companyAnswer } from './company-answer.ts'

/** How far page numbers reach; a scroll reaches all (Intercom, "List all companies"). */
const listedCompaniesMax = 10_000

/** A page of companies by its number, in the order of their last request: all, or those of a tag or a segment. */
export function listCompanies(call: RestCall, { data, switches }: OperationDeps): RestAnswer {
  const { caller, query, version, baseUrl } = call
  const { perPageAboveMax, companiesPerPage } = switches()
  const store = data.of(caller.workspace)
  const perPage = readPerPage(query['per_page'], { standard: 15, perPageAboveMax })
  const selection = selectionOf(call, store)
  const { items, pages } = takeNumberedPage({
    page: readPage(query['page']),
    perPage,
    total: selection.total,
    reachable: listedCompaniesMax,
    slice: selection.slice,
    addressOf: (page) => `${baseUrl}/companies?${queryFor({ query, perPage, page })}`,
  })
  const view = { workspace: caller.workspace, data: store, version }
  return {
    body: {
      type: 'list',
      data: items.map((company) => companyAnswer(company, view)),
      pages: companiesPerPage === 'text' ? { ...pages, per_page: String(perPage) } : pages,
      total_count: selection.total,
    },
  }
}

interface Selection {
  total: number
  slice: (start: number, count: number) => Company[]
}

function selectionOf({ query }: RestCall, { companies, segments }: WorkspaceData): Selection {
  const { tag_id: tagId, segment_id: segmentId } = query
  if (tagId === undefined && segmentId === undefined) return wholeList(companies, query['order'] === 'asc')
  const chosen = [...companies.newestFirst()].filter(
    (company) =>
      (tagId === undefined || company.tags.includes(tagId)) &&
      (segmentId === undefined || segments.ofCompany(company).some(({ id }) => id === segmentId)),
  )
  return { total: chosen.length, slice: (start, count) => chosen.slice(start, start + count) }
}

/** No company is ever created or removed, so a place in the list is an index. */
function wholeList(companies: WorkspaceData['companies'], isAscending: boolean): Selection {
  const total = companies.count()
  const at = (place: number) => companies.at(isAscending ? place : total - 1 - place)
  return {
    total,
    slice: (start, count) =>
      Array.from({ length: count }, (_, offset) => at(start + offset)).filter(
        (company) => company !== undefined,
      ),
  }
}

function queryFor({
  query,
  perPage,
  page,
}: {
  query: RestCall['query']
  perPage: number
  page: number
}): string {
  return new URLSearchParams({ ...query, per_page: String(perPage), page: String(page) }).toString()
}
