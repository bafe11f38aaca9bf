import type { CompanyStore } from '../../data/companies/company-store.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { RestError } from '../operation.ts'
import type { RestAnswer, RestCall } from '../operation.ts'
import { companyAnswer } from './company-answer.ts'

const companiesPerStep = 100

/**
 * Opens a scroll, or goes on with the one whose parameter is sent. An empty step ends it.
 *
 * @throws RestError 400 `scroll_exists` while the app has one open here, 404 `not_found` for one that is over
 */
export function scrollCompanies({ caller, query, version }: RestCall, { data }: OperationDeps): RestAnswer {
  const store = data.of(caller.workspace)
  const { scrolls } = store.companies
  const { clientId } = caller.app
  const scroll = findScroll(store.companies, { clientId, param: query['scroll_param'] ?? '' })
  const items = store.companies.stretch(scroll.before, companiesPerStep)
  const last = items.at(-1)
  if (last === undefined) scrolls.end(clientId)
  else scrolls.move(scroll, last.index)
  const view = { workspace: caller.workspace, data: store, version }
  return {
    body: {
      type: 'list',
      data: items.map((company) => companyAnswer(company, view)),
      pages: null,
      total_count: null,
      scroll_param: scroll.param,
    },
  }
}

function findScroll(
  { scrolls, end }: CompanyStore,
  { clientId, param }: { clientId: string; param: string },
) {
  if (param === '') {
    const started = scrolls.start(clientId, end())
    if (started !== undefined) return started
    const message = 'scroll already exists for this workspace'
    throw new RestError(400, { code: 'scroll_exists', message })
  }
  const found = scrolls.find(clientId, param)
  if (found !== undefined) return found
  throw new RestError(404, { code: 'not_found', message: 'scroll parameter not found' })
}
